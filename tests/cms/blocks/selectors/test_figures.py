"""What the co-operative is worth: counted from what happened, and telling of nobody."""

import pytest
from django.core.cache import cache

from cms.blocks.selectors.figures import Counted, count_all
from hosting.requests.states import RequestState
from tests.factories.cms import make_content_page, make_home
from tests.factories.hosting import AgreementFactory, CommunityFactory

pytestmark = pytest.mark.django_db


def stayed(mode, state=RequestState.COMPLETED):
    """Three nights on these terms."""
    agreement = AgreementFactory(mode=mode)
    agreement.request.state = state
    agreement.request.save()
    return agreement


def test_count_all_counts_nights_below_the_full_price():
    nights = len(stayed("solidarity").dates)
    stayed("free")
    stayed("paid")
    stayed("free", RequestState.CANCELLED)
    stayed("free", RequestState.AGREED)

    assert count_all().nights == 2 * nights


def test_count_all_counts_public_communities_alone():
    CommunityFactory.create_batch(2)
    CommunityFactory(state="paused")

    assert count_all() == Counted(nights=0, communities=2, stories=0)


def test_figures_stand_on_the_page_and_are_counted_once_for_many(client, count_queries):
    make_content_page(make_home(), ("figures", {"title": "What we share"}))
    client.get("/en/told/")

    again = count_queries(lambda: client.get("/en/told/"))
    cache.clear()
    anew = count_queries(lambda: client.get("/en/told/"))

    assert "solidarity nights" in client.get("/en/told/").content.decode()
    assert anew >= again + 3
