"""Calls on the desk: to silent hosts from their list, to a requester from the queue."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.errors import DomainError
from core.http.actions import redirect_with_success, run_action, try_form
from emergency.desk.forms.calls import CallBackForm, CallForm
from emergency.desk.presenters.calls import call_board
from emergency.desk.views.guards import coordinators_only
from emergency.desk.views.offers import get_offer_or_404
from emergency.desk.views.queue import desk_page
from emergency.desk.views.requests import get_request_or_404, request_on_desk
from emergency.housing.actions.calls import (
    call_host,
    call_requester,
    record_host_call,
    record_request_call,
)
from emergency.housing.actions.texts import mark_informed
from emergency.housing.choices import CallOutcome, RequestCallOutcome
from emergency.housing.models.texts import Text
from emergency.public_pages.views.post_or_return import post_or_return

DONE = {
    CallOutcome.STILL_THERE: _("Home confirmed by phone with the host."),
    CallOutcome.GONE: _("Home withdrawn at the host’s request, by phone."),
    CallOutcome.NO_ANSWER: _("This home will be listed here again tomorrow morning."),
}

REQUEST_DONE = {
    RequestCallOutcome.REACHED: _("Saved: you reached this person."),
    RequestCallOutcome.NO_ANSWER: _("Saved: no answer. The countdown shows when to call again."),
    RequestCallOutcome.CALL_BACK: _("Saved. The countdown shows when to call back."),
}


@require_safe
@coordinators_only
def board(request, activation):
    return _page(request, activation)


@post_or_return("emergency:calls")
@coordinators_only
def ring(request, activation, offer_id):
    """The answer of this press alone shows the number, and no cache keeps it."""
    found = get_offer_or_404(activation, offer_id)
    try:
        revealed = call_host(offer=found, by=request.user)
    except DomainError as refusal:
        return _page(request, activation, refusal=str(refusal))
    return _page(request, activation, rung=found, revealed=revealed)


@require_POST
@coordinators_only
def note(request, activation, offer_id, outcome):
    found, by = get_offer_or_404(activation, offer_id), request.user
    if outcome not in CallOutcome.values:
        raise Http404
    came = CallOutcome(outcome)
    return run_action(
        request,
        lambda: record_host_call(offer=found, outcome=came, by=by),
        done=DONE[came],
        to=reverse("emergency:calls", args=[activation.address]),
    )


@post_or_return("emergency:request", "request_id")
@coordinators_only
def call(request, activation, request_id):
    """The answer of this press alone shows the number, and no cache keeps it."""
    found, form = get_request_or_404(activation, request_id), CallForm(request.POST)
    by = request.user
    seen = try_form(form, lambda reason: call_requester(request=found, reason=reason, by=by))
    if seen is None:
        return request_on_desk(request, activation, found, form=form, call_form=form)
    return request_on_desk(
        request, activation, get_request_or_404(activation, request_id), revealed=seen
    )


@post_or_return("emergency:request", "request_id")
@coordinators_only
def note_of_request(request, activation, request_id, outcome):
    if outcome not in RequestCallOutcome.values:
        raise Http404
    found, by, came = (
        get_request_or_404(activation, request_id),
        request.user,
        RequestCallOutcome(outcome),
    )
    if came != RequestCallOutcome.CALL_BACK:
        return run_action(
            request,
            lambda: record_request_call(request=found, outcome=came, by=by),
            done=REQUEST_DONE[came],
            to=found,
        )
    form = CallBackForm(request.POST)
    if try_form(
        form, lambda **data: record_request_call(request=found, outcome=came, by=by, **data)
    ):
        return redirect_with_success(request, REQUEST_DONE[came], to=found)
    return request_on_desk(request, activation, found, form=form, call_back_form=form)


@require_POST
@coordinators_only
def informed(request, activation, text):
    """They were rung instead; what lies in another perimeter isn't there."""
    mine = Text.objects.to_ring().within_reach_of(request.user).filter(activation=activation)
    found, by = get_object_or_404(mine, public_id=text), request.user
    return run_action(
        request,
        lambda: mark_informed(text=found, by=by),
        done=_("Saved: this person has been informed."),
        to=reverse("emergency:calls", args=[activation.address]),
    )


def _page(request, activation, **more):
    context = {"board": call_board(activation, request.user), **more}
    return desk_page(request, activation, "calls", context)
