"""The safety inbox: for those with that right, and never about themselves."""

from functools import wraps

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.http.actions import redirect_with_success, run_action
from emergency.desk.views.guards import safety_only
from emergency.desk.views.offers import on_offer
from emergency.desk.views.queue import desk_page
from emergency.desk.views.requests import on_request
from emergency.public_pages.views.post_actions import run_post_action
from emergency.public_pages.views.post_or_return import post_or_return
from emergency.safety.actions import incidents, safeguards
from emergency.safety.forms import CloseForm, IncidentReportForm, NoteForm, SuspendForm
from emergency.safety.models import Incident
from emergency.safety.presenters import inbox_of, incident_page

FORM_NAMES = {NoteForm: "note_form", CloseForm: "close_form", SuspendForm: "suspend_form"}


@require_safe
@safety_only
def inbox(request, activation):
    found = inbox_of(activation, request.user)
    return desk_page(request, activation, "safety", {"incidents": found})


@require_safe
@safety_only
def detail(request, activation, incident):
    return _page(request, activation, _found(request, activation, incident))


def on_incident(view):
    """For an address that only takes a form about one incident, which it hands to the view."""

    @post_or_return("emergency:safety-incident", "incident")
    @safety_only
    @wraps(view)
    def wrapper(request, activation, incident):
        return view(request, _found(request, activation, incident))

    return wrapper


@on_incident
def take(request, found):
    done = _("You’re now handling this report.")
    return _run(request, found, incidents.take_incident, done)


@on_incident
def take_over(request, found):
    return _run(request, found, incidents.take_incident_over, _("You’re now handling this report."))


@on_incident
def block(request, found):
    return _run(
        request, found, safeguards.block_pair, _("This guest and this host won’t be matched again.")
    )


@on_incident
def end_stay(request, found):
    done = _("Stay ended. Finding another home is now a priority.")
    return _run(request, found, safeguards.end_for_safety, done)


@on_incident
def note(request, found):
    return _run(request, found, incidents.add_incident_note, _("Note added."), NoteForm)


@on_incident
def close(request, found):
    done = _("Report closed. The outcome is recorded.")
    return _run(request, found, incidents.close_incident, done, CloseForm)


@on_incident
def suspend(request, found):
    done = _("Home suspended. The host has been informed of the reason and can appeal.")
    return _run(request, found, safeguards.suspend_for_safety, done, SuspendForm)


def _run(request, found, action, done, form=None):
    """The page again where it was refused, with the form as it was typed under its own name."""
    return run_post_action(
        request,
        action,
        on={"incident": found},
        done=done,
        form=form,
        to=found,
        refused=lambda form: _page(
            request, found.activation, found, **{FORM_NAMES[type(form)]: form}
        ),
    )


@on_request
def report_about_request(request, found):
    return _report(request, found)


@on_offer
def report_about_offer(request, found):
    return _report(request, found)


def _report(request, subject):
    """Whoever tells it doesn't read it afterwards, unless they have the right."""
    form = IncidentReportForm(request.POST)
    if not form.is_valid():
        return redirect_with_success(
            request, _("Nothing was sent. Please fill in the report again."), to=subject
        )
    report, by = form.as_report(), request.user
    return run_action(
        request,
        lambda: incidents.report_incident(subject=subject, report=report, by=by),
        done=_("Your report has been sent to the people in charge of safety."),
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
