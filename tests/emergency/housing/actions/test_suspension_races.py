"""A home and its suspension say the same, though two decide of an appeal at the same moment."""

import pytest

from emergency.housing.actions.offers import suspend_offer
from emergency.housing.actions.suspensions import appeal, lift, uphold
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.suspensions import Suspension
from tests.factories.emergency import DutyFactory, HousingOfferFactory, host_of
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)

LIFTED = ("lifted", "live")  # whoever came second decided on what the first one had decided


def lifted_while_it_is_upheld():
    """How the appeal was decided, and what became of the home."""
    offer = HousingOfferFactory()
    author, one, other = (
        duty.person for duty in DutyFactory.create_batch(3, activation=offer.activation)
    )
    suspend_offer(offer=offer, reason="Two guests left within a day.", by=author)
    suspension = appeal(
        suspension=Suspension.objects.select_related("offer").get(),
        words="The heating is mended.",
        by=host_of(offer),
    )

    overtaken(
        lambda: uphold(suspension=suspension, reason="Called both guests.", by=one),
        at="emergency.housing.models.suspensions.Suspension.save",
        by=lambda: lift(suspension=suspension, reason="Seen by video.", by=other),
    )

    return Suspension.objects.get().state, HousingOffer.objects.get().state


def test_a_suspension_that_is_lifted_while_it_is_upheld_is_lifted():
    assert lifted_while_it_is_upheld() == LIFTED


def test_control_without_lock_a_home_is_open_whose_suspension_stands():
    with without_row_locks():
        outcome = lifted_while_it_is_upheld()

    assert outcome == (("upheld", "live") if has_row_locks() else LIFTED)
