"""Two presses at once make one conversation, whatever their keys."""

from uuid import uuid4

import pytest
from django.db import IntegrityError

from commons.conversations.models import Thread
from hosting.communities.actions.coordinators import dismiss_coordinator
from hosting.enquiries.models import Enquiry
from tests.factories.accounts import UserFactory
from tests.factories.enquiries import coordinated, enquire
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)

AFTER_THE_CHECKS = "hosting.enquiries.actions.open_thread"


def sent_twice_at_once():
    """How many conversations and messages came of two letters to one host."""
    ada, host = UserFactory.create_batch(2)

    overtaken(
        lambda: enquire(ada, host=host, words="One", key=uuid4()),
        at=AFTER_THE_CHECKS,
        by=lambda: enquire(ada, host=host, words="Two", key=uuid4()),
    )

    thread = Enquiry.objects.get().thread
    return Thread.objects.count(), sorted(one.body for one in thread.messages.all())


def test_two_letters_at_once_are_one_conversation():
    assert sent_twice_at_once() == (1, ["One", "Two"])


def test_control_without_lock_one_of_them_is_lost():
    if not has_row_locks():
        assert sent_twice_at_once() == (1, ["One", "Two"])
        return

    with without_row_locks(), pytest.raises(IntegrityError):
        sent_twice_at_once()


def seats_after_a_dismissal():
    """Who reads a letter while one of its coordinators is dismissed."""
    community, (ben, _cem) = coordinated("Ben", "Cem")
    ada = UserFactory(display_name="Ada")

    overtaken(
        lambda: enquire(ada, community=community),
        at=AFTER_THE_CHECKS,
        by=lambda: dismiss_coordinator(membership=ben.memberships.get(), by=ben),
    )

    return sorted(one.display_name for one in Enquiry.objects.get().thread.people.all())


def test_a_coordinator_who_is_dismissed_meanwhile_reads_nothing():
    assert seats_after_a_dismissal() == ["Ada", "Cem"]


def test_control_without_lock_a_dismissed_coordinator_reads_it():
    with without_row_locks():
        seats = seats_after_a_dismissal()

    assert seats == (["Ada", "Ben", "Cem"] if has_row_locks() else ["Ada", "Cem"])
