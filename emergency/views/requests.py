"""One housing request on the desk: what it says, and what a coordinator does about it."""

import uuid

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.deeds import carry_out, conclude, try_form
from emergency.actions import requests
from emergency.actions.alerts import acknowledge
from emergency.forms.desk import DuplicateForm, ReasonForm
from emergency.forms.safety import TellForm
from emergency.models import HousingRequest
from emergency.queries.desk import desk_of
from emergency.queries.lasting import lasting_on_desk
from emergency.queries.requests import request_page
from emergency.views.desk import desk_page
from emergency.views.guards import coordinators_only
from emergency.views.presses import Press, press
from emergency.views.rounds import list_url, round_here

STEPS = {
    "go-on": Press(requests.go_on, _("It is being verified.")),
}
PARTINGS = {  # nothing is left to do for it here: back to the list
    "ask": Press(
        requests.ask_for_more, _("Noted. The clock stands still until they answer."), ReasonForm
    ),
    "ineligible": Press(
        requests.find_ineligible, _("Noted. They read why, and may appeal."), ReasonForm
    ),
    "refer": Press(requests.refer, _("Passed on, and where to is written down."), ReasonForm),
    "unmet": Press(requests.leave_unmet, _("Noted, with the reason."), ReasonForm),
    "withdraw": Press(requests.withdraw, _("Taken back, as they said on the telephone.")),
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
    found, by = found_request(activation, request_id), request.user
    return carry_out(
        request,
        lambda: requests.hand_back(request=found, by=by),
        done=_("It is everybody’s again."),
        to=list_url(request, activation),
    )


@require_POST
@coordinators_only
def step(request, activation, request_id, deed):
    """One step along the table of states, most of them with a reason."""
    found = found_request(activation, request_id)
    parting = deed in PARTINGS
    to = list_url(request, activation) if parting else found
    presses = PARTINGS if parting else STEPS
    return press_on_desk(request, found, presses, deed, on={"request": found}, to=to)


@require_POST
@coordinators_only
def duplicate(request, activation, request_id):
    found, by = found_request(activation, request_id), request.user
    form = DuplicateForm(request.POST, activation=activation)
    if try_form(
        form, lambda reference: requests.name_duplicate(request=found, first=reference, by=by)
    ):
        return conclude(request, _("Noted: that one counts."), to=list_url(request, activation))
    return request_on_desk(request, activation, found, form=form)


def _seen_owner(request, found):
    """The colleague whom the page named, if it still is them."""
    seen, owner = request.POST.get("instead_of", ""), found.owner
    return owner if owner is not None and owner.public_id == seen else None


def found_request(activation, request_id):
    rows = HousingRequest.objects.select_related(
        "submission", "activation", "hospital", "owner", "category"
    )
    return get_object_or_404(rows, activation=activation, submission__public_id=request_id)


def press_on_desk(request, found, presses, deed, *, on, to=None):
    """A press about this request; its own page again where it was refused."""
    return press(
        request,
        presses,
        deed,
        on=on,
        to=to or found,
        refused_to=found,
        refused=lambda form: request_on_desk(request, found.activation, found, form=form),
    )


def request_on_desk(request, activation, found, **brought):
    """The page, with what a press brought: a form to put right, or what was just read."""
    desk = desk_of(activation, request.user, "queue")
    shown = {
        "desk": desk,
        "page": request_page(found, request.user),
        "round": round_here(request, desk, found),
        "lasting": lasting_on_desk(found),
        **forms_about(activation),
        **brought,
    }
    return desk_page(request, activation, "request", shown)


def forms_about(activation):
    """Empty ones, for each thing that is said about a request."""
    return {
        "reason_form": ReasonForm(),
        "tell_form": TellForm(),
        "duplicate_form": DuplicateForm(activation=activation),
        "message_key": uuid.uuid4(),
    }
