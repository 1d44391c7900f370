"""Two co-hosts answer at once, or one answers while their co-hosting ends."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections

from commons.audit.models import AuditEntry
from core.states import IllegalTransitionError, require_transition
from hosting.cohosts.actions import end_co_hosting
from hosting.cohosts.errors import CoHostEndedError
from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.actions.requests import decline_request
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Request
from hosting.requests.states import REQUEST_TRANSITIONS, RequestState
from tests.factories.cohosts import CoHostFactory
from tests.factories.hosting import ProposalFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

REFUSALS = (IllegalTransitionError, CoHostEndedError, PermissionDenied)


def at_once(*actions):
    start = Barrier(len(actions))

    def run(action):
        try:
            start.wait(timeout=10)
            action()
        except REFUSALS as refusal:
            return type(refusal)
        finally:
            connections.close_all()
        return "won"

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def asked():
    """A proposal of a guest, and two people who answer for the host."""
    proposal = ProposalFactory()
    proposal.by = proposal.request.guest
    proposal.save()
    return proposal, CoHostFactory.create_batch(2, offer=proposal.request.offer)


def test_of_two_co_hosts_who_answer_at_once_one_is_refused():
    proposal, (first, second) = asked()

    outcomes = at_once(
        lambda: agree_to_proposal(proposal=proposal, by=first.person),
        lambda: decline_request(request=proposal.request, by=second.person),
    )

    state = Request.objects.get().state
    assert Counter(outcomes) == {"won": 1, IllegalTransitionError: 1}
    assert (state == RequestState.AGREED) == Agreement.objects.exists()
    assert state in {RequestState.AGREED, RequestState.DECLINED}


def test_control_without_lock_both_answers_count():
    proposal, _co_hosts = asked()
    looked = Barrier(2)

    def answer(state):
        request = Request.objects.get(pk=proposal.request_id)
        looked.wait(timeout=10)
        require_transition(REQUEST_TRANSITIONS, request.state, state)
        Request.objects.filter(pk=request.pk).update(state=state)

    outcomes = at_once(lambda: answer(RequestState.AGREED), lambda: answer(RequestState.DECLINED))

    assert outcomes == ["won", "won"]


def test_no_answer_rests_on_a_co_hosting_that_has_ended():
    proposal, (co_host, _other) = asked()

    agreed, ended = at_once(
        lambda: agree_to_proposal(proposal=proposal, by=co_host.person),
        lambda: end_co_hosting(co_host=co_host, by=co_host.offer.host),
    )

    verbs = ("proposal.agreed", "co_host.ended")
    order = list(AuditEntry.objects.filter(verb__in=verbs).order_by("pk").values_list("verb"))
    assert ended == "won"
    assert (agreed == "won") == Agreement.objects.exists()
    assert order == ([(verb,) for verb in verbs] if agreed == "won" else [(verbs[1],)])
