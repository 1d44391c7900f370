"""Pages that strangers read are found by themselves, the fullest first."""

import pytest
from django.utils import translation

from bench.cases.addresses import pages_to_read
from cms.pages.models import DestinationPage
from tests.factories.cms import in_french, make_destination, make_home, make_index
from tests.factories.hosting import ActivityFactory, StayFactory

pytestmark = pytest.mark.django_db


def test_pages_to_read_begin_with_the_fullest_of_their_kind():
    few, many = StayFactory(), StayFactory()
    ActivityFactory.create_batch(2, community=many.community)
    home = make_home()
    index = make_index(home)
    for page, words in (
        (home, {"title": "Accueil"}),
        (index, {"title": "Récits"}),
        (make_destination(index, few.community, title="Few"), {"title": "Peu"}),
        (make_destination(index, many.community, title="Many"), {"title": "Beaucoup"}),
    ):
        in_french(page, **words)

    found = pages_to_read()

    best = DestinationPage.objects.get(title="Beaucoup")
    assert found["destination"][0] == best.url
    assert len(found["destination"]) == 2
    assert found["community"][0].endswith(many.community.public_id + "/")
    with translation.override("fr"):  # in the language of the readers who are measured
        assert found["offer"][0] in {few.get_absolute_url(), many.get_absolute_url()}


def test_a_kind_of_which_nothing_is_there_is_left_out():
    make_home_in_french()

    assert {"theme", "story", "itinerary", "destination"} & set(pages_to_read()) == set()


def make_home_in_french():
    in_french(make_home(), title="Accueil")
