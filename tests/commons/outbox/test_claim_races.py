"""Two drains at once: each promise is leased by one of them, and neither waits for the other."""

import pytest

from commons.outbox.models import OutboxEntry
from tests.factories.accounts import OutboxEntryFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)


def claimed_by_two():
    """How many promises each of the two drains has leased, of three."""
    OutboxEntryFactory.create_batch(3)

    claims = overtaken(
        lambda: OutboxEntry.objects.claim(9),
        at="commons.outbox.models.OutboxQuerySet.update",
        by=lambda: OutboxEntry.objects.claim(9),
    )

    return [len(claim) for claim in claims]


def test_of_two_drains_one_leases_what_is_due():
    assert claimed_by_two() == [3, 0]


def test_control_without_lock_both_drains_lease_the_same():
    with without_row_locks():
        claims = claimed_by_two()

    assert claims == [3, 3 if has_row_locks() else 0]
