"""The log of a community tells when pages that tell it are published, and nothing of drafts."""

import pytest

from cms.pages.models import DestinationPage
from hosting.coordination.presenters.community_log import LogQuery, log_page
from tests.factories.accounts import UserFactory
from tests.factories.cms import make_destination, make_home, make_index, make_reader
from tests.factories.hosting import CommunityFactory

pytestmark = pytest.mark.django_db


def words(community):
    log = log_page(community, LogQuery(noun="page"), reader=UserFactory())
    return [line.words for line in log.lines]


def test_the_log_of_a_community_tells_of_the_pages_about_it():
    index, by = make_index(make_home()), make_reader(display_name="Aurélien")
    shown, elsewhere = CommunityFactory(), CommunityFactory()
    page = make_destination(index, shown)
    make_destination(index, elsewhere, title="The plain")
    page.title = "A valley of willows"
    page.save_revision(user=by)

    page.get_latest_revision().publish(user=by)
    DestinationPage.objects.get(pk=page.pk).unpublish(user=by)

    assert words(shown) == [
        "Aurélien unpublished the page “A valley of willows”.",
        "Aurélien published the page “A valley of willows”.",
        "the system published the page “A valley of willows”.",
    ]


def test_a_draft_is_in_no_log():
    community = CommunityFactory()
    page = make_destination(make_index(make_home()), community)
    before = words(community)

    page.save_revision(user=make_reader())

    assert words(community) == before
