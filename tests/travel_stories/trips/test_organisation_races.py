"""A member chooses an organisation while their mandate ends."""

import pytest
from django.core.exceptions import PermissionDenied

from commons.organisations.actions import end_mandate
from core.errors import DomainError
from tests.factories.organisations import MandateFactory
from tests.factories.travel_stories import SeatFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks
from travel_stories.trips.actions.organisations import represent_organisation
from travel_stories.trips.models.members import TripMember

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def choose_while_dismissed():
    """Whether the seat is one for the organisation afterwards."""
    manager = MandateFactory(manager=True)
    mandate = MandateFactory(organisation=manager.organisation)
    seat = SeatFactory(person=mandate.person)

    overtaken(
        lambda: represent_organisation(organisation=mandate.organisation, by=seat),
        at="travel_stories.trips.models.members.TripMember.save",
        by=lambda: end_mandate(mandate=mandate, by=manager.person),
        refusals=(DomainError, PermissionDenied),
    )
    return TripMember.objects.get(pk=seat.pk).on_behalf_of is not None


def test_nobody_takes_part_for_one_whose_mandate_ended_meanwhile():
    assert not choose_while_dismissed()


def test_control_without_the_lock_a_former_colleague_takes_part_for_it():
    with without_row_locks():
        is_for_organisation = choose_while_dismissed()

    assert is_for_organisation == has_row_locks()
