"""A yes in the name of an organisation, and the end of the mandate that it rests on, at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections

from commons.audit.models import AuditEntry
from commons.organisations.actions import end_mandate
from commons.organisations.errors import MandateEndedError
from core.errors import DomainError
from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.actions.requests import answer_request
from hosting.requests.models.agreements import Agreement
from tests.factories.hosting import ProposalFactory, RequestFactory
from tests.factories.organisations import MandateFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def test_no_agreement_rests_on_a_mandate_that_has_ended():
    manager = MandateFactory(manager=True)
    mandate = MandateFactory(organisation=manager.organisation)
    proposal = ProposalFactory(
        request__guest=mandate.person, request__on_behalf_of=mandate.organisation
    )
    start = Barrier(2)

    def run(action):
        try:
            start.wait(timeout=10)
            action()
        except MandateEndedError:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    actions = [
        lambda: agree_to_proposal(proposal=proposal, by=mandate.person),
        lambda: end_mandate(mandate=mandate, by=manager.person),
    ]
    with ThreadPoolExecutor(2) as pool:
        agreed, ended = pool.map(run, actions)

    verbs = ("proposal.agreed", "mandate.ended")
    order = list(AuditEntry.objects.filter(verb__in=verbs).order_by("pk").values_list("verb"))
    assert ended == "done"
    assert (agreed == "done") == Agreement.objects.exists()
    assert order == ([(verb,) for verb in verbs] if agreed == "done" else [(verbs[1],)])


def join_while_dismissed():
    """Somebody writes for an organisation; their mandate ends before they have a seat.

    Whether they have one afterwards.
    """
    manager = MandateFactory(manager=True)
    joining = MandateFactory(organisation=manager.organisation)
    asker = MandateFactory(organisation=manager.organisation).person
    request = RequestFactory(guest=asker, on_behalf_of=manager.organisation)

    overtaken(
        lambda: answer_request(request=request, body="Hello", by=joining.person),
        at="hosting.requests.actions.guest_mandates.add_participant",
        by=lambda: end_mandate(mandate=joining, by=manager.person),
        refusals=(DomainError, PermissionDenied),
    )
    return joining.person in request.thread.people.all()


def test_nobody_has_a_seat_whose_mandate_ended_meanwhile():
    assert not join_while_dismissed()


def test_control_without_the_lock_a_former_colleague_has_a_seat():
    with without_row_locks():
        has_seat = join_while_dismissed()

    assert has_seat == has_row_locks()
