"""Who sees which offer."""

import pytest
from django.contrib.auth.models import AnonymousUser

from hosting.communities.states import CommunityState, MembershipState
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay
from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import PlaceFactory, StayFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "hidden",
    [
        {"draft": True},
        {"state": OfferState.PAUSED},
        {"state": OfferState.WITHDRAWN},
        {"community__state": CommunityState.PAUSED},
        {"community__state": CommunityState.DRAFT},
        {"membership__state": MembershipState.SUSPENDED},
        {"membership__state": MembershipState.LEFT},
        {"host__is_active": False},
    ],
)
def test_public_leaves_out_what_is_not_to_be_found(hidden):
    shown = StayFactory()
    StayFactory(**hidden)

    assert list(Stay.objects.public()) == [shown]


def test_visible_to_shows_a_host_their_own_in_any_state():
    draft = StayFactory(draft=True)

    assert list(Offer.objects.visible_to(draft.host)) == [draft.offer_ptr]
    assert list(Offer.objects.visible_to(UserFactory())) == []
    assert list(Offer.objects.visible_to(AnonymousUser())) == []


def test_a_draft_becomes_public_by_publishing_its_revision():
    stay = StayFactory(draft=True)
    stay.words = "A room with a stove."
    revision = stay.save_revision(user=stay.host)

    before = list(Stay.objects.public())
    revision.publish()

    assert before == []
    assert [one.words for one in Stay.objects.public()] == ["A room with a stove."]


@pytest.mark.parametrize(
    ("first", "last", "month", "is_in"),
    [(4, 10, 4, True), (4, 10, 11, False), (11, 3, 1, True), (11, 3, 6, False)],
)
def test_a_season_may_run_over_the_new_year(first, last, month, is_in):
    stay = Stay(season_from=first, season_until=last)

    assert stay.is_in_season(month) is is_in


def test_a_draft_never_brings_back_whose_it_is_where_it_is_or_the_switch():
    stay = StayFactory(title="Old")
    stay.save_revision()
    moved = PlaceFactory(host=stay.host)
    Stay.objects.update(place=moved, state=OfferState.PAUSED, registration_number="37-1")

    draft = Stay.objects.get().get_latest_revision_as_object()

    assert (draft.title, draft.place, draft.state) == ("Old", moved, OfferState.PAUSED)
    assert draft.registration_number == "37-1"
