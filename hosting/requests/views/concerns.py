"""What is told in confidence: by one of the two, and to those who look after the community."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.http.actions import redirect_with_success, try_form
from hosting.requests.actions.concerns import report_concern, settle_concern
from hosting.requests.forms.concerns import ConcernForm, OutcomeForm
from hosting.requests.models.concerns import Concern
from hosting.requests.selectors.concerns import concerns_for
from hosting.requests.selectors.requests import requests_with_details
from hosting.requests.views.request_page import render_request


@login_required
@require_POST
def report(request, public_id):
    guest_request = get_object_or_404(requests_with_details(request.user), public_id=public_id)
    form = ConcernForm(request.POST, prefix="concern")
    reported = try_form(
        form, lambda **words: report_concern(request=guest_request, by=request.user, **words)
    )
    if reported:
        return redirect_with_success(
            request,
            _("Thank you. Someone will read your report and answer you here."),
            to=guest_request,
        )
    return render_request(request, guest_request, concern_form=form)


@login_required
@require_safe
def index(request):
    return _render_concerns(request)


@login_required
@require_POST
def settle(request, public_id):
    concern = get_object_or_404(Concern.objects.readable_by(request.user), public_id=public_id)
    form = OutcomeForm(request.POST, auto_id=_ids(concern))
    done = try_form(form, lambda **words: settle_concern(concern=concern, by=request.user, **words))
    if done:
        return redirect_with_success(
            request,
            _("Saved. The person who sent the report can read the action taken."),
            to=concern,
        )
    return _render_concerns(request, {concern.pk: form}, status=422)


def _render_concerns(request, refused=(), status=200):
    """Each has a form of its own; one that was refused comes back as it was typed."""
    concerns = concerns_for(request.user)
    forms = {one.pk: OutcomeForm(auto_id=_ids(one)) for one in concerns.waiting} | dict(refused)
    context = {"concerns": concerns, "open": [(one, forms[one.pk]) for one in concerns.waiting]}
    return render(request, "requests/concerns.html", context, status=status)


def _ids(concern):
    return f"id_%s_{concern.public_id}"
