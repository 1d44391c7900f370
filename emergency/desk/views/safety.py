"""The safety inbox: for those with that right, and never about themselves."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.http.actions import redirect_with_success, run_action
from emergency.desk.views.guards import coordinators_only, safety_only
from emergency.desk.views.offers import get_offer_or_404
from emergency.desk.views.queue import desk_page
from emergency.desk.views.requests import get_request_or_404
from emergency.public_pages.views.post_actions import PostAction, run_post_action
from emergency.public_pages.views.post_or_return import post_or_return
from emergency.safety.actions import incidents, safeguards
from emergency.safety.forms import CloseForm, IncidentReportForm, NoteForm, SuspendForm
from emergency.safety.models import Incident
from emergency.safety.presenters import inbox_of, incident_page

STEPS = {
    "take": PostAction(incidents.take_incident, _("It is yours: you have it in hand.")),
    "take-over": PostAction(incidents.take_incident_over, _("It is yours now.")),
    "block": PostAction(safeguards.block_pair, _("They aren’t brought together again.")),
    "end-stay": PostAction(
        safeguards.end_for_safety, _("The stay is over, and another roof is looked for first.")
    ),
    "note": PostAction(incidents.add_incident_note, _("Written down."), NoteForm),
    "close": PostAction(incidents.close_incident, _("Closed, with what came of it."), CloseForm),
    "suspend": PostAction(
        safeguards.suspend_for_safety,
        _("Suspended. The host was told why, and may appeal."),
        SuspendForm,
    ),
}


@require_safe
@safety_only
def inbox(request, activation):
    found = inbox_of(activation, request.user)
    return desk_page(request, activation, "safety", {"incidents": found})


@require_safe
@safety_only
def detail(request, activation, incident):
    return _page(request, activation, _found(request, activation, incident))


@post_or_return("emergency:safety-incident", "incident")
@safety_only
def step(request, activation, incident, action):
    found = _found(request, activation, incident)
    return run_post_action(
        request,
        STEPS,
        action,
        to=found,
        refused=lambda form: _page(request, activation, found, **{f"{action}_form": form}),
        on={"incident": found},
    )


@post_or_return("emergency:request", "request_id")
@coordinators_only
def report_about_request(request, activation, request_id):
    return _report(request, get_request_or_404(activation, request_id))


@post_or_return("emergency:offer", "offer_id")
@coordinators_only
def report_about_offer(request, activation, offer_id):
    return _report(request, get_offer_or_404(activation, offer_id))


def _report(request, subject):
    """Whoever tells it doesn't read it afterwards, unless they have the right."""
    form = IncidentReportForm(request.POST)
    if not form.is_valid():
        return redirect_with_success(
            request, _("Nothing was sent: please write it anew."), to=subject
        )
    report, by = form.as_report(), request.user
    return run_action(
        request,
        lambda: incidents.report_incident(subject=subject, report=report, by=by),
        done=_("Those who look after safety have it."),
        to=subject,
    )


def _found(request, activation, incident):
    rows = Incident.objects.visible_to(request.user).filter(activation=activation)
    found = rows.select_related("activation", "owner", "request__submission", "offer__submission")
    return get_object_or_404(found, public_id=incident)


def _page(request, activation, found, **forms):
    context = {
        "page": incident_page(found, request.user),
        "note_form": NoteForm(),
        "close_form": CloseForm(),
        "suspend_form": SuspendForm(),
        **forms,
    }
    return desk_page(request, activation, "incident", context, refused=bool(forms))
