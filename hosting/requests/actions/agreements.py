"""What becomes of an agreement: it is kept, cancelled, or somebody doesn't come."""

from django.db import transaction

from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from core.states import require_transition
from hosting.calendars.actions.holds import release_hold
from hosting.requests.actions.request_states import transition_request
from hosting.requests.errors import TooEarlyError
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Request
from hosting.requests.notifications import requests as notifications
from hosting.requests.states import REQUEST_TRANSITIONS, RequestState


@transaction.atomic
def cancel_agreement(*, agreement: Agreement, by: Actor) -> Agreement:
    """Give the nights or seats back. Terms and names stay readable for both."""
    require(by, "requests.cancel_agreement", agreement.request)

    agreement = _locked(agreement, RequestState.CANCELLED)

    _close_agreement(agreement, RequestState.CANCELLED)
    if agreement.hold is not None:
        release_hold(hold=agreement.hold)
    audit.record(by, "agreement.cancelled", agreement)

    notifications.notify_both_of_cancellation(agreement, by)
    return agreement


@transaction.atomic
def complete_agreement(*, agreement: Agreement, by: Actor) -> Agreement:
    """The days are over: both are invited to leave a note."""
    require(by, "requests.complete_agreement", agreement.request)

    agreement = _locked(agreement, RequestState.COMPLETED)

    _close_agreement(agreement, RequestState.COMPLETED)
    audit.record(by, "agreement.completed", agreement)

    notifications.invite_notes(agreement)
    return agreement


@transaction.atomic
def report_no_show(*, agreement: Agreement, by: Actor) -> Agreement:
    """Nobody came. The nights that lie ahead are free again.

    Raises TooEarlyError before the day has come.
    """
    require(by, "requests.report_no_show", agreement.request)

    agreement = _locked(agreement, RequestState.NO_SHOW)
    if not agreement.has_begun:
        raise TooEarlyError

    _close_agreement(agreement, RequestState.NO_SHOW)
    if agreement.hold is not None:
        release_hold(hold=agreement.hold)
    audit.record(by, "agreement.no_show", agreement)

    notifications.notify_guest_of_no_show(agreement)
    return agreement


def _locked(agreement: Agreement, new: RequestState) -> Agreement:
    """With the request under lock, which guards its state and this row alike."""
    request = Request.objects.locked(agreement.request_id, no_key=True)
    require_transition(REQUEST_TRANSITIONS, request.state, new)
    agreement = Agreement.objects.select_related("hold").get(pk=agreement.pk)
    agreement.request = request
    return agreement


def _close_agreement(agreement: Agreement, state: RequestState) -> None:
    """RFC 5545 asks for a new sequence number when what was agreed changes."""
    agreement.sequence += 1
    agreement.save(update_fields=["sequence"])
    transition_request(agreement.request, state)
