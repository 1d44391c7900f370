"""What was reported, for those who decide."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commons.moderation.actions.decisions import Verdict, decide_case, measures_for
from commons.moderation.forms import VerdictForm
from commons.moderation.models import Case
from commons.moderation.presenters.cases import case_summary
from commons.moderation.selectors import CASES
from commons.moderation.states import Measure
from commons.moderation.views.lists import show_lists
from core.http.actions import post_data_or_none, redirect_with_success, try_form


@login_required
@never_cache
@require_safe
def index(request):
    return show_lists(request, CASES)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request, public_id):
    case = get_object_or_404(Case.objects.readable_by(request.user), public_id=public_id)
    form = verdict_form(request, case)
    decision = try_form(
        form,
        lambda *, seen, measure, **data: decide_case(
            case=case,
            verdict=Verdict(measure=Measure(measure), **data),
            seen=seen,
            by=request.user,
        ),
    )
    if decision:
        # To the page one came from, the admin for instance.
        way = request.POST.get("next", "")
        if url_has_allowed_host_and_scheme(way, allowed_hosts={request.get_host()}):
            back = way
        else:
            back = reverse("moderation:case-list")
        return redirect_with_success(
            request, _("Decision saved. Both sides have been notified."), to=back
        )
    context = {"summary": case_summary(case), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "moderation/case_detail.html", context, status=status)


def verdict_form(request, case):
    """It knows how many decisions its reader has seen."""
    seen = {"seen": case.decisions.count()}
    measures = measures_for(case, request.user)
    return VerdictForm(post_data_or_none(request), measures=measures, initial=seen)
