"""Who may write, hand in and switch offers."""

import pytest

from hosting.communities.states import MembershipState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, StayFactory

pytestmark = pytest.mark.django_db

OF_AN_OFFER = (
    "offers.revise_offer",
    "offers.submit_offer",
    "offers.change_offer_state",
    "offers.declare_stay",
    "offers.locate_offer",
    "calendars.set_nights",
)


@pytest.mark.parametrize("permission", OF_AN_OFFER)
def test_an_offer_is_its_hosts_own(permission):
    stay = StayFactory()
    coordinator = MembershipFactory(community=stay.community, coordinator=True).person

    may = [person.has_perm(permission, stay) for person in (stay.host, coordinator, UserFactory())]

    assert may == [True, False, False]


@pytest.mark.parametrize("permission", OF_AN_OFFER)
def test_a_closed_account_does_nothing(permission):
    stay = StayFactory(host__is_active=False)

    assert not stay.host.has_perm(permission, stay)


def test_a_place_is_its_hosts_own():
    stay = StayFactory()

    assert stay.host.has_perm("offers.share_place", stay.place)
    assert not UserFactory().has_perm("offers.share_place", stay.place)


@pytest.mark.parametrize(
    ("state", "may"),
    [
        (MembershipState.CANDIDATE, True),
        (MembershipState.COOPTED, True),
        (MembershipState.ACTIVE, True),
        (MembershipState.SUSPENDED, False),
        (MembershipState.LEFT, False),
    ],
)
def test_draft_offer_asks_for_a_way_into_the_community(state, may):
    membership = MembershipFactory(state=state)

    assert membership.person.has_perm("offers.draft_offer", membership.community) is may
