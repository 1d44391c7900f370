"""Everything, as `make demo` loads it."""

import pytest

from hosting.calendars.models import Session
from hosting.communities.models.communities import Community
from hosting.offers.choices.lists import ExchangeMode, OfferKind, OfferLanguage
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.offers.models.stays import Stay
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from scripts.demo_database import DATABASE
from tests.demo.conftest import connected_to
from tests.e2e.demo_site import copy_loaded
from travel_stories.stories.models.stories import Story


@pytest.fixture
def full_demo(django_db_setup, django_db_blocker, tmp_path):
    """The one that browser tests copy, which takes a minute to make."""
    copy_loaded(tmp_path / "demo")
    with django_db_blocker.unblock(), connected_to(str(tmp_path / "demo" / DATABASE)):
        yield


@pytest.mark.slow
@pytest.mark.usefixtures("full_demo")
def test_load_makes_as_much_as_was_promised():
    public = Offer.objects.public()
    counts = {kind: public.filter(kind=kind).count() for kind in OfferKind}
    assert Community.objects.public().count() == 6
    assert counts[OfferKind.STAY] >= 1_000
    assert counts[OfferKind.ACTIVITY] >= 600
    assert counts[OfferKind.PRODUCT] >= 130
    assert counts[OfferKind.TIP] >= 90
    assert Session.objects.upcoming().values("activity").distinct().count() >= 300
    assert set(Request.objects.values_list("state", flat=True)) == set(RequestState)
    assert set(Rate.objects.values_list("mode", flat=True)) == set(ExchangeMode)
    assert set(public.values_list("language", flat=True)) == set(OfferLanguage.values)
    assert set(Story.objects.values_list("state", flat=True)) == {
        *("draft", "reread", "submitted", "published"),
    }
    groups = Story.objects.public().exclude(travelled_as__in=("", "alone"))
    assert groups.count() >= 6
    assert Story.objects.public().filter(licence="public-domain").count() == 2
    hosts = Stay.objects.values_list("host", flat=True)
    assert len(set(hosts)) == len(hosts)
