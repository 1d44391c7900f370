"""Somebody tells us about safety by their link: the telephone first, then one press."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core.deeds import posted, try_form
from core.finding import found_or_404
from emergency.actions.incidents import tell_incident
from emergency.forms.safety import TellForm
from emergency.queries.status import status_of
from emergency.views.status import bearers_only, party_of


@require_http_methods(["GET", "HEAD", "POST"])
@bearers_only
def tell(request, submission):
    form, subject, me = TellForm(posted(request)), _subject(submission), party_of(submission)
    if try_form(
        form, lambda **_said: tell_incident(subject=subject, telling=form.as_telling(), by=me)
    ):
        return redirect("emergency:told", submission.token)
    status = 422 if form.is_bound else 200
    return render(request, "emergency/tell.html", _shown(submission, form=form), status=status)


@require_safe
@bearers_only
def told(request, submission):
    """The telephone, once more; nothing of what was written stands on any page of theirs."""
    _subject(submission)
    return render(request, "emergency/told.html", _shown(submission))


def _subject(submission):
    status = status_of(submission)
    return found_or_404(status.request or status.offer)


def _shown(submission, **more):
    return {
        "submission": submission,
        "activation": submission.activation,
        "banner": None,
        **more,
    }
