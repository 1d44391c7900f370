"""One housing request on the desk: what it says, and what a coordinator does about it."""

import uuid

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.http.actions import redirect_with_success, run_action, try_form
from emergency.desk.forms.calls import CallBackForm, call_form_for
from emergency.desk.forms.desk import DuplicateForm, ReasonForm
from emergency.desk.presenters.desk import desk_of
from emergency.desk.presenters.requests import request_page
from emergency.desk.views.desk_navigation import list_url, navigation_from
from emergency.desk.views.guards import coordinators_only
from emergency.desk.views.queue import desk_page
from emergency.housing.actions import requests
from emergency.housing.actions.alerts import acknowledge
from emergency.housing.choices import CallReason
from emergency.housing.models.requests import HousingRequest
from emergency.housing.presenters.stay_updates import stay_updates_on_desk
from emergency.public_pages.views.post_actions import PostAction, run_post_action
from emergency.public_pages.views.post_or_return import post_or_return
from emergency.safety.forms import IncidentReportForm

STEPS = {
    "go-on": PostAction(requests.resume_verification, _("It is being verified.")),
}
PARTINGS = {  # nothing is left to do for it here: back to the list
    "ask": PostAction(
        requests.ask_for_more, _("Noted. The clock stands still until they answer."), ReasonForm
    ),
    "ineligible": PostAction(
        requests.mark_ineligible, _("Noted. They read why, and may appeal."), ReasonForm
    ),
    "refer": PostAction(requests.refer, _("Passed on, and where to is written down."), ReasonForm),
    "unmet": PostAction(requests.close_as_unmet, _("Noted, with the reason."), ReasonForm),
    "withdraw": PostAction(requests.withdraw, _("Withdrawn, as they said on the telephone.")),
}


@require_safe
@coordinators_only
def detail(request, activation, request_id):
    return request_on_desk(request, activation, get_request_or_404(activation, request_id))


@post_or_return("emergency:request", "request_id")
@coordinators_only
def take(request, activation, request_id):
    found = get_request_or_404(activation, request_id)
    done, by = _("It is yours now."), request.user
    return run_action(
        request,
        lambda: requests.take_on(request=found, by=by, instead_of=_seen_owner(request, found)),
        done=done,
        to=found,
    )


@post_or_return("emergency:request", "request_id")
@coordinators_only
def seen(request, activation, request_id):
    """The clock ran out, and a person has seen it."""
    found, by = get_request_or_404(activation, request_id), request.user
    done = _("Noted with your name.")
    return run_action(request, lambda: acknowledge(request=found, by=by), done=done, to=found)


@post_or_return("emergency:request", "request_id")
@coordinators_only
def give_back(request, activation, request_id):
    found, by = get_request_or_404(activation, request_id), request.user
    return run_action(
        request,
        lambda: requests.hand_back(request=found, by=by),
        done=_("It is everybody’s again."),
        to=list_url(request, activation),
    )


@post_or_return("emergency:request", "request_id")
@coordinators_only
def step(request, activation, request_id, action):
    """One step along the table of states, most of them with a reason."""
    found = get_request_or_404(activation, request_id)
    parting = action in PARTINGS
    to = list_url(request, activation) if parting else found
    post_actions = PARTINGS if parting else STEPS
    return run_on_desk(request, found, post_actions, action, on={"request": found}, to=to)


@post_or_return("emergency:request", "request_id")
@coordinators_only
def duplicate(request, activation, request_id):
    found, by = get_request_or_404(activation, request_id), request.user
    form = DuplicateForm(request.POST, activation=activation)
    if try_form(
        form, lambda reference: requests.mark_duplicate(request=found, first=reference, by=by)
    ):
        return redirect_with_success(
            request, _("Noted: that one counts."), to=list_url(request, activation)
        )
    return request_on_desk(request, activation, found, form=form)


def _seen_owner(request, found):
    """The colleague whom the page named, if it still is them."""
    seen, owner = request.POST.get("instead_of", ""), found.owner
    return owner if owner is not None and owner.public_id == seen else None


def get_request_or_404(activation, request_id):
    rows = HousingRequest.objects.select_related(
        "submission", "activation", "hospital", "owner", "category"
    )
    return get_object_or_404(rows, activation=activation, submission__public_id=request_id)


def run_on_desk(request, found, post_actions, action, *, on, to=None):
    """A press about this request; its own page again where it was refused."""
    return run_post_action(
        request,
        post_actions,
        action,
        on=on,
        to=to or found,
        refused_to=found,
        refused=lambda form: request_on_desk(request, found.activation, found, form=form),
    )


def request_on_desk(request, activation, found, **brought):
    """The page, with what a press brought: a form to put right, or what was just read."""
    desk = desk_of(activation, request.user, "queue")
    page = request_page(found, request.user)
    context = {
        "desk": desk,
        "page": page,
        "queue": navigation_from(request, desk, found),
        "stay_updates": stay_updates_on_desk(found, is_placed=page.stay is not None),
        **forms_about(activation),
        "call_form": call_form_for(found.next_action),
        "call_back_form": CallBackForm(),
        "usual_reasons": CallReason.labels,
        **brought,
    }
    return desk_page(request, activation, "request", context)


def forms_about(activation):
    """Empty ones, for each thing that is said about a request."""
    return {
        "reason_form": ReasonForm(),
        "report_form": IncidentReportForm(),
        "duplicate_form": DuplicateForm(activation=activation),
        "message_key": uuid.uuid4(),
    }
