"""Drafts for everybody who waits: weighed by a job, asked one by one or several at once."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.http.actions import run_action
from emergency.desk.forms.drafts import DraftsForm
from emergency.desk.presenters.desk import desk_of, duty_of
from emergency.desk.presenters.drafts import draft_page_of, drafts_within
from emergency.desk.views.guards import coordinators_only
from emergency.desk.views.queue import desk_page, requested_page
from emergency.housing.actions.drafts import ask_by_drafts, request_matching_run
from ui.form_errors import flash_form_errors

LOOK_AGAIN = 2  # seconds


@require_safe
@coordinators_only
def draft_page(request, activation):
    """While a run goes on the page looks again by itself, also where no script runs."""
    desk = desk_of(activation, request.user, "matching")
    found = draft_page_of(
        desk,
        only=request.GET.get("only", ""),
        page=requested_page(request.GET),
        is_all_selected=request.GET.get("selected") == "all",
    )
    answer = desk_page(request, activation, "matching", {"desk": desk, "draft_page": found})
    if found.is_weighing:
        answer["Refresh"] = str(LOOK_AGAIN)
    return answer


@require_POST
@coordinators_only
def weigh(request, activation):
    return run_action(
        request,
        lambda: request_matching_run(activation=activation, by=request.user),
        done=_("Matching has started for everyone waiting. No host has been contacted."),
        to=reverse("emergency:desk-matching", args=[activation.address]),
    )


@require_POST
@coordinators_only
def ask(request, activation):
    """Back to the same page of the list; what couldn't be asked is said, one line each."""
    drafts = drafts_within(duty_of(activation, request.user))
    form = DraftsForm(request.POST, drafts=drafts)
    if form.is_valid():
        asked = ask_by_drafts(by=request.user, **form.cleaned_data)
        number = len(asked.proposals)
        if number:
            done = ngettext(
                "%(number)s host has been asked.", "%(number)s hosts have been asked.", number
            )
            messages.success(request, done % {"number": number})
        for refusal in asked.refusals:
            messages.error(request, str(refusal))
    flash_form_errors(request, form)
    here = reverse("emergency:desk-matching", args=[activation.address])
    return redirect(f"{here}?{urlencode({'page': requested_page(request.POST)})}")
