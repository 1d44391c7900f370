"""Somebody tells us about safety by their link: the telephone first, then one press."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core.http.actions import post_data_or_none, try_form
from core.http.shortcuts import get_or_404
from emergency.housing.presenters.status import status_of
from emergency.public_pages.views.status import party_of, require_link_token
from emergency.safety.actions.incidents import report_incident
from emergency.safety.forms import IncidentReportForm


@require_http_methods(["GET", "HEAD", "POST"])
@require_link_token
def report_incident_by_link(request, submission):
    form, subject, me = (
        IncidentReportForm(post_data_or_none(request)),
        _subject(submission),
        party_of(submission),
    )
    if try_form(
        form, lambda **_data: report_incident(subject=subject, report=form.as_report(), by=me)
    ):
        return redirect("emergency:incident-reported", submission.token)
    status = 422 if form.is_bound else 200
    return render(
        request,
        "emergency_public_pages/report_incident.html",
        _context(submission, form=form),
        status=status,
    )


@require_safe
@require_link_token
def incident_reported(request, submission):
    """The telephone, once more; nothing of what was written stands on any page of theirs."""
    _subject(submission)
    return render(request, "emergency_public_pages/incident_reported.html", _context(submission))


def _subject(submission):
    status = status_of(submission)
    return get_or_404(status.request or status.offer)


def _context(submission, **more):
    return {
        "submission": submission,
        "activation": submission.activation,
        "banner": None,
        **more,
    }
