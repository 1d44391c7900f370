"""The call list of the desk: whom to ring, with one press for what came of it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.deeds import carry_out
from core.errors import DomainError
from emergency.actions.calls import note_call, ring_host
from emergency.actions.texts import note_told
from emergency.enums import CallOutcome
from emergency.models import Text
from emergency.queries.calls import call_board
from emergency.views.desk import desk_page
from emergency.views.guards import coordinators_only
from emergency.views.offers import found_offer

DONE = {
    CallOutcome.STILL_THERE: _("Confirmed, as the host said on the telephone."),
    CallOutcome.GONE: _("Taken back, as the host said on the telephone."),
    CallOutcome.NO_ANSWER: _("They stand here again tomorrow morning."),
}


@require_safe
@coordinators_only
def board(request, activation):
    return _page(request, activation)


@require_POST
@coordinators_only
def ring(request, activation, offer_id):
    """The answer of this press alone shows the number, and no cache keeps it."""
    found = found_offer(activation, offer_id)
    try:
        revealed = ring_host(offer=found, by=request.user)
    except DomainError as refusal:
        return _page(request, activation, refusal=str(refusal))
    return _page(request, activation, rung=found, revealed=revealed)


@require_POST
@coordinators_only
def note(request, activation, offer_id, outcome):
    found, by = found_offer(activation, offer_id), request.user
    if outcome not in CallOutcome.values:
        raise Http404
    came = CallOutcome(outcome)
    return carry_out(
        request,
        lambda: note_call(offer=found, outcome=came, by=by),
        done=DONE[came],
        to=reverse("emergency:calls", args=[activation.address]),
    )


@require_POST
@coordinators_only
def told(request, activation, text):
    """They were rung instead; what lies in another perimeter isn't there."""
    mine = Text.objects.to_ring().within_reach_of(request.user).filter(activation=activation)
    found, by = get_object_or_404(mine, pk=text), request.user
    return carry_out(
        request,
        lambda: note_told(text=found, by=by),
        done=_("Noted: they know."),
        to=reverse("emergency:calls", args=[activation.address]),
    )


def _page(request, activation, **more):
    shown = {"board": call_board(activation, request.user), **more}
    return desk_page(request, activation, "calls", shown)
