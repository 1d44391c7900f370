"""Declaring, ending, reopening and closing: a page of consequences first, then a second person."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError
from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form
from emergency.activations.actions.switching import (
    call_off_switch,
    confirm_switch,
    needs_second_person,
    propose_switch,
    require_possible,
)
from emergency.activations.models.activations import Activation
from emergency.activations.selectors.switching import hour_in_words, open_proposal
from emergency.activations.states.switching import SwitchChange, SwitchState
from emergency.desk.forms.desk import SwitchForm
from emergency.desk.presenters.consequences import consequences_of
from emergency.desk.views.guards import desk_only, rulers_only
from emergency.desk.views.queue import desk_page
from emergency.public_pages.views.post_or_return import post_or_return

DONE = {
    SwitchChange.DECLARE: _("The emergency is open. Every page now links to the forms."),
    SwitchChange.END: _("The emergency is ending. New requests and offers are no longer accepted."),
    SwitchChange.REOPEN: _("The emergency is open again."),
    SwitchChange.CLOSE: _("The emergency is closed."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@rulers_only
def propose(request, activation, change):
    """What the change would do, in figures; it is proposed by typing the territory."""
    if change not in SwitchChange:
        raise Http404
    if request.method != "POST" and open_proposal(activation) is not None:
        return redirect(_pending(activation))
    change, by = SwitchChange(change), request.user
    form = SwitchForm(post_data_or_none(request), activation=activation, change=change)
    proposal = try_form(
        form,
        lambda **data: propose_switch(activation=activation, change=change, by=by, **data),
    )
    if proposal is not None:
        # Of an exercise it is done; else somebody else or the clock comes next.
        if proposal.state == SwitchState.DONE:
            return redirect_with_success(request, DONE[proposal.change], to=activation)
        if proposal.needs_second_person:
            done = _("Proposed. The others on duty have been asked to confirm the change.")
        else:
            hour = hour_in_words(activation, proposal.takes_effect_at)
            done = _("Proposed. Unless it’s cancelled, the change takes effect on %(hour)s.") % {
                "hour": hour
            }
        return redirect_with_success(request, done, to=_pending(activation))
    context = {
        "form": form,
        "change": change,
        "obstacle": _obstacle(activation, change),
        "consequences": consequences_of(activation, change),
        "needs_second_person": needs_second_person(activation),
    }
    return desk_page(request, activation, "switch", context)


@require_safe
@desk_only
def pending(request, activation):
    """What is proposed, by whom and until when: to be confirmed or called off."""
    proposal = open_proposal(activation)
    if proposal is None:
        messages.info(request, _("No change is waiting to be confirmed."))
        return redirect(activation)
    context = {
        "proposal": proposal,
        "can_confirm": request.user.has_perm("emergency_activations.confirm_switch", proposal),
        "consequences": consequences_of(activation, proposal.change, review_on=proposal.review_on),
    }
    return desk_page(request, activation, "switch_pending", context)


@post_or_return("emergency:desk")
@desk_only
def confirm(request, activation, proposal):
    found = get_object_or_404(activation.switch_proposals, public_id=proposal)
    return run_action(
        request,
        lambda: confirm_switch(proposal=found, by=request.user),
        done=DONE[found.change],
        to=activation,
    )


@post_or_return("emergency:desk")
@desk_only
def call_off(request, activation, proposal):
    found = get_object_or_404(activation.switch_proposals, public_id=proposal)
    return run_action(
        request,
        lambda: call_off_switch(proposal=found, by=request.user),
        done=_("Cancelled. Nothing has changed."),
        to=activation,
    )


def _obstacle(activation, change):
    """Why this change can’t be proposed now; nothing where it can."""
    try:
        require_possible(Activation.objects.get(pk=activation.pk), change)
    except DomainError as refusal:
        return str(refusal)
    return ""


def _pending(activation):
    return reverse("emergency:switch-pending", args=[activation.address])
