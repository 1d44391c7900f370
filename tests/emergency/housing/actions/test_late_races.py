"""A yes after its window meets what goes on meanwhile: no night twice, nobody with two roofs."""

import pytest

from emergency.housing.actions.offers import confirm_offer, withdraw_offer
from emergency.housing.actions.placements import accept_as_requester
from emergency.housing.actions.proposals import accept_as_host, ask_host
from emergency.housing.errors.proposals import TooLateError
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import LoanAgreement, Placement
from emergency.housing.models.proposals import Proposal, TakenNight
from emergency.housing.models.requests import HousingRequest
from tests.factories.emergency import (
    DutyFactory,
    HousingOfferFactory,
    asked,
    host_of,
    looking,
    ran_out,
    requester_of,
)
from tests.rivals import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS = 3


def yes_to(ask):
    return lambda: accept_as_host(proposal=ask, full_name="D", by=host_of(ask.offer))


def test_a_late_yes_that_is_pressed_five_times_is_one_signature():
    late = ran_out(asked())

    at_once(*[yes_to(late)] * 5)

    assert LoanAgreement.objects.count() == 1
    assert [one.state for one in Proposal.objects.all()] == ["offered"]


def test_a_late_yes_and_a_new_ask_never_both_hold_the_nights():
    for _round in range(ROUNDS):
        late = ran_out(asked())
        confirm_offer(offer=late.offer, by=host_of(late.offer))
        by = DutyFactory(activation=late.activation).person
        other = looking(activation=late.activation)

        at_once(
            yes_to(late), lambda r=other, o=late.offer, b=by: ask_host(request=r, offer=o, by=b)
        )

        assert late.offer.proposals.open().count() == 1
        assert (
            TakenNight.objects.filter(offer=late.offer).values("proposal").distinct().count() == 1
        )


def test_a_late_yes_beside_a_yes_elsewhere_leaves_one_placement():
    for _round in range(ROUNDS):
        late = ran_out(asked())
        by = DutyFactory(activation=late.activation).person
        home = HousingOfferFactory(activation=late.activation)
        other = yes_to(ask_host(request=late.request, offer=home, by=by))()
        me = requester_of(other.request)

        came_to = at_once(
            yes_to(late),
            lambda o=other, m=me: accept_as_requester(proposal=o, full_name="C", by=m),
        )

        late.refresh_from_db()
        assert Placement.objects.live().filter(request=late.request).count() == 1
        assert HousingRequest.objects.get(pk=late.request_id).state == "confirmed"
        assert not late.request.proposals.open().exists()
        was_late = isinstance(came_to[0], TooLateError)
        assert late.state == ("expired" if was_late else "cancelled")


def test_a_late_yes_while_the_same_home_is_taken_back_leaves_no_ask_open():
    for _round in range(ROUNDS):
        late = ran_out(asked())
        host = host_of(late.offer)

        at_once(yes_to(late), lambda o=late.offer, h=host: withdraw_offer(offer=o, by=h))

        assert HousingOffer.objects.get(pk=late.offer_id).state == "withdrawn"
        assert not late.offer.proposals.open().exists()
        assert not TakenNight.objects.filter(offer=late.offer).exists()
