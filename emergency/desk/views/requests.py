"""One housing request on the desk: what it says, and what a coordinator does about it."""

import uuid
from functools import wraps

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.http.actions import redirect_with_success, run_action, try_form
from emergency.desk.forms.calls import CallBackForm, call_form_for
from emergency.desk.forms.desk import DuplicateForm, MissingForm, ReasonForm, ReferralForm
from emergency.desk.presenters.desk import desk_of
from emergency.desk.presenters.requests import request_page
from emergency.desk.presenters.usual_reasons import usual_reasons
from emergency.desk.views.desk_navigation import list_from, list_url, navigation_from
from emergency.desk.views.guards import coordinators_only
from emergency.desk.views.queue import desk_page
from emergency.housing.actions import requests
from emergency.housing.actions.alerts import acknowledge
from emergency.housing.models.requests import HousingRequest
from emergency.housing.presenters.stay_updates import stay_updates_on_desk
from emergency.public_pages.views.post_actions import run_post_action
from emergency.public_pages.views.post_or_return import post_or_return
from emergency.safety.forms import IncidentReportForm


def on_request(view):
    """For an address that only takes a form about one request, which it hands to the view."""

    @post_or_return("emergency:request", "request_id")
    @coordinators_only
    @wraps(view)
    def wrapper(request, activation, request_id, **parts):
        return view(request, get_request_or_404(activation, request_id), **parts)

    return wrapper


@require_safe
@coordinators_only
def detail(request, activation, request_id):
    return request_on_desk(request, activation, get_request_or_404(activation, request_id))


@on_request
def take(request, found):
    done, by = _("You’re now handling this request."), request.user
    # The colleague whom the page named, if it still is them.
    seen, owner = request.POST.get("instead_of", ""), found.owner
    instead_of = owner if owner is not None and owner.public_id == seen else None
    return run_action(
        request,
        lambda: requests.take_on(request=found, by=by, instead_of=instead_of),
        done=done,
        to=found,
    )


@on_request
def seen(request, found):
    """The clock ran out, and a person has seen it."""
    return run_on_desk(request, found, acknowledge, done=_("Marked as seen, with your name."))


@on_request
def give_back(request, found):
    return run_action(
        request,
        lambda: requests.hand_back(request=found, by=request.user),
        done=_("The request is back in the queue."),
        to=list_url(request, found.activation),
    )


@on_request
def resume_verification(request, found):
    done = _("Verification resumed.")
    return run_on_desk(request, found, requests.resume_verification, done=done)


@on_request
def ask_for_more(request, found):
    done = _("Saved. The countdown is paused until the requester replies.")
    return run_parting(request, found, requests.ask_for_more, done=done, form=MissingForm)


@on_request
def mark_ineligible(request, found):
    done = _("Saved. The requester can see why and can appeal.")
    return run_parting(request, found, requests.mark_ineligible, done=done, form=ReasonForm)


@on_request
def refer(request, found):
    done = _("Request referred. The name of the partner has been saved.")
    return run_parting(request, found, requests.refer, done=done, form=ReferralForm)


@on_request
def close_as_unmet(request, found):
    done = _("Request closed. The reason is recorded.")
    return run_parting(request, found, requests.close_as_unmet, done=done, form=ReasonForm)


@on_request
def withdraw(request, found):
    done = _("Request withdrawn. This person asked for it by phone.")
    return run_parting(request, found, requests.withdraw, done=done)


@on_request
def duplicate(request, found):
    activation, by = found.activation, request.user
    form = DuplicateForm(request.POST, activation=activation)
    if try_form(
        form, lambda reference: requests.mark_duplicate(request=found, first=reference, by=by)
    ):
        return redirect_with_success(
            request,
            _("Marked as a duplicate. The other request counts."),
            to=list_url(request, activation),
        )
    return request_on_desk(request, activation, found, form=form)


def get_request_or_404(activation, request_id):
    rows = HousingRequest.objects.select_related(
        "submission", "activation", "hospital", "owner", "category"
    )
    return get_object_or_404(rows, activation=activation, submission__public_id=request_id)


def run_on_desk(request, found, action, *, done, form=None, on=None, to=None):
    """A press about this request; its own page again where it was refused.

    `on` names what the action is about, where that isn't the request itself.
    """
    return run_post_action(
        request,
        action,
        on=on or {"request": found},
        done=done,
        form=form,
        to=to or found,
        refused_to=found,
        refused=lambda form: request_on_desk(request, found.activation, found, form=form),
    )


def run_parting(request, found, action, *, done, form=None):
    """As `run_on_desk`, where nothing is left to do for the request here: back to the list."""
    to = list_url(request, found.activation)
    return run_on_desk(request, found, action, done=done, form=form, to=to)


def request_on_desk(request, activation, found, **brought):
    """The page, with what a press brought: a form to put right, or what was just read."""
    desk = desk_of(activation, request.user, "queue")
    page = request_page(found, request.user)
    listing = list_from(request, desk)
    context = {
        "desk": desk,
        "page": page,
        "queue": navigation_from(request, desk, found, listing),
        "listing": listing,
        "stay_updates": stay_updates_on_desk(found, is_placed=page.stay is not None),
        **forms_about(activation),
        "call_form": call_form_for(found.next_action),
        "call_back_form": CallBackForm(),
        "usual": usual_reasons(found),
        **brought,
    }
    return desk_page(request, activation, "request", context)


def forms_about(activation):
    """Empty ones, for each thing that is said about a request."""
    return {
        "reason_form": ReasonForm(),
        "missing_form": MissingForm(),
        "referral_form": ReferralForm(),
        "report_form": IncidentReportForm(),
        "duplicate_form": DuplicateForm(activation=activation),
        "message_key": uuid.uuid4(),
    }
