"""One housing request on the desk: what it says, and what a coordinator does about it."""

import uuid

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.deeds import carry_out, conclude, try_form
from emergency.actions import requests
from emergency.actions.alerts import acknowledge
from emergency.forms.desk import DuplicateForm, ReasonForm
from emergency.forms.safety import TellForm
from emergency.models import HousingRequest
from emergency.queries.lasting import lasting_on_desk
from emergency.queries.requests import request_page
from emergency.views.desk import desk_page
from emergency.views.guards import coordinators_only

WITH_REASON = {
    "ask": (requests.ask_for_more, _("Noted. The clock stands still until they answer.")),
    "ineligible": (requests.find_ineligible, _("Noted. They read why, and may appeal.")),
    "refer": (requests.refer, _("Passed on, and where to is written down.")),
    "unmet": (requests.leave_unmet, _("Noted, with the reason.")),
}
PRESSES = {
    "go-on": (requests.go_on, _("It is being verified.")),
    "withdraw": (requests.withdraw, _("Taken back, as they said on the telephone.")),
}


@require_safe
@coordinators_only
def detail(request, activation, request_id):
    return request_on_desk(request, activation, found_request(activation, request_id))


@require_POST
@coordinators_only
def take(request, activation, request_id):
    found = found_request(activation, request_id)
    done, by = _("It is yours now."), request.user
    return carry_out(
        request,
        lambda: requests.take_on(request=found, by=by, instead_of=_seen_owner(request, found)),
        done=done,
        to=found,
    )


@require_POST
@coordinators_only
def seen(request, activation, request_id):
    """The clock ran out, and a person has seen it."""
    found, by = found_request(activation, request_id), request.user
    done = _("Noted with your name.")
    return carry_out(request, lambda: acknowledge(request=found, by=by), done=done, to=found)


@require_POST
@coordinators_only
def give_back(request, activation, request_id):
    found = found_request(activation, request_id)
    done = _("It is everybody’s again.")
    by = request.user
    return carry_out(request, lambda: requests.hand_back(request=found, by=by), done=done, to=found)


@require_POST
@coordinators_only
def step(request, activation, request_id, deed):
    """One step along the table of states, most of them with a reason."""
    found, by = found_request(activation, request_id), request.user
    if deed in PRESSES:
        act, done = PRESSES[deed]
        return carry_out(request, lambda: act(request=found, by=by), done=done, to=found)
    if deed == "duplicate":
        return _duplicate(request, activation, found)
    if deed not in WITH_REASON:
        raise Http404
    form = ReasonForm(request.POST)
    act, done = WITH_REASON[deed]
    if try_form(form, lambda reason: act(request=found, by=by, reason=reason)):
        return conclude(request, done, to=found)
    return request_on_desk(request, activation, found, form=form, deed=deed)


def _seen_owner(request, found):
    """The colleague whom the page named, if it still is them."""
    seen, owner = request.POST.get("instead_of", ""), found.owner
    return owner if owner is not None and owner.public_id == seen else None


def _duplicate(request, activation, found):
    form = DuplicateForm(request.POST, activation=activation)
    if try_form(
        form,
        lambda reference: requests.name_duplicate(request=found, first=reference, by=request.user),
    ):
        return conclude(request, _("Noted: that one counts."), to=found)
    return request_on_desk(request, activation, found, form=form, deed="duplicate")


def found_request(activation, request_id):
    rows = HousingRequest.objects.select_related(
        "submission", "activation", "hospital", "owner", "category"
    )
    return get_object_or_404(rows, activation=activation, submission__public_id=request_id)


def request_on_desk(request, activation, found, form=None, deed="", revealed=None):
    shown = {
        "page": request_page(found, request.user),
        "form": form,
        "deed": deed,
        "revealed": revealed,
        "reason_form": ReasonForm(),
        "tell_form": TellForm(),
        "lasting": lasting_on_desk(found),
        "message_key": uuid.uuid4(),
        "duplicate_form": DuplicateForm(activation=activation),
    }
    return desk_page(request, activation, "request", shown)
