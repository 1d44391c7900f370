"""The page on which two people help a third one who lost their second factor."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from commons.accounts.actions.two_step_resets import (
    ask_two_step_reset,
    confirm_two_step_reset,
    withdraw_two_step_reset,
)
from commons.accounts.forms.two_step import ResetForm
from commons.accounts.guards import identity_required
from commons.accounts.models import TwoStepReset, User
from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form

ASKED = _("Reset requested. Another coordinator now has to confirm it.")
DONE = _("Two-step login has been reset. This person can log in and set it up again.")
WITHDRAWN = _("Request withdrawn. Two-step login wasn’t reset.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@identity_required(allow_get=True)
def detail(request, public_id):
    person = get_person_or_404(request, public_id)
    form = ResetForm(post_data_or_none(request))
    asked = try_form(
        form, lambda reason: ask_two_step_reset(person=person, reason=reason, by=request.user)
    )
    if asked:
        return redirect_with_success(request, ASKED, to=asked)
    waiting = TwoStepReset.objects.waiting().select_related("asked_by").filter(person=person)
    context = {
        "person": person,
        "form": form,
        "reset": waiting.first(),
        "address": request.build_absolute_uri(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/two_step_reset.html", context, status=status)


@login_required
@require_POST
@identity_required()
def confirm(request, public_id):
    person = get_person_or_404(request, public_id)
    return run_action(
        request,
        lambda: confirm_two_step_reset(person=person, by=request.user),
        done=DONE,
        to=reverse("accounts:two-step-reset", args=[person.public_id]),
    )


@login_required
@require_POST
def withdraw(request, public_id):
    """By those who help, or by the person themselves, who hasn't lost anything."""
    person = get_person_or_404(request, public_id, "accounts.withdraw_two_step_reset")
    return run_action(
        request,
        lambda: withdraw_two_step_reset(person=person, by=request.user),
        done=WITHDRAWN,
        to=reverse("mfa_index")
        if person == request.user
        else reverse("accounts:two-step-reset", args=[person.public_id]),
    )


def get_person_or_404(request, public_id, permission="accounts.ask_two_step_reset"):
    """Whoever may not help this person can't tell whether they exist."""
    person = get_object_or_404(User.objects.filter(is_active=True), public_id=public_id)
    if not request.user.has_perm(permission, person):
        raise Http404
    return person
