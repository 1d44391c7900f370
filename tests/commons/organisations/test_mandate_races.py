"""Mandates that are given and ended at once. The control shows what the lock is for."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from commons.organisations.actions import accept_invitation, end_mandate
from commons.organisations.errors import InvitationGoneError, LastManagerError
from commons.organisations.models import Mandate
from tests.factories.accounts import UserFactory
from tests.factories.organisations import (
    MandateFactory,
    MandateInvitationFactory,
    OrganisationFactory,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def at_once(*actions):
    """Run each in a thread of its own; count what came of them."""
    start = Barrier(len(actions))

    def run(action):
        try:
            start.wait(timeout=10)
            action()
        except (LastManagerError, InvitationGoneError) as refusal:
            return type(refusal)
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(actions)) as pool:
        return Counter(pool.map(run, actions))


def two_managers():
    organisation = OrganisationFactory()
    return MandateFactory.create_batch(2, organisation=organisation, manager=True)


def test_of_two_managers_who_leave_at_once_one_stays():
    mandates = two_managers()

    came = at_once(*(lambda one=one: end_mandate(mandate=one, by=one.person) for one in mandates))

    assert came == {"done": 1, LastManagerError: 1}
    assert Mandate.objects.managing().count() == 1


def test_control_without_the_lock_both_leave():
    mandates = two_managers()
    looked = Barrier(2)

    def leave(mandate):
        others = Mandate.objects.managing().exclude(pk=mandate.pk)
        may = others.filter(organisation=mandate.organisation).exists()
        looked.wait(timeout=10)
        if may:
            Mandate.objects.filter(pk=mandate.pk).update(ended_at=timezone.now())

    at_once(*(lambda one=one: leave(one) for one in mandates))

    assert Mandate.objects.managing().count() == 0


def test_an_invitation_that_is_accepted_twice_at_once_gives_one_mandate():
    person = UserFactory()
    invitation = MandateInvitationFactory(email=person.email)

    came = at_once(*[lambda: accept_invitation(invitation=invitation, by=person)] * 2)

    assert came == {"done": 1, InvitationGoneError: 1}
    assert Mandate.objects.running().filter(person=person).count() == 1
