"""Ending what is in force, for those who took it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commons.moderation.actions.lifting import lift_measure
from commons.moderation.forms import LiftForm
from commons.moderation.models import Case
from core.http.actions import post_data_or_none, redirect_with_success, try_form


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lift(request, public_id):
    # What this person may lift, or could if it were still in force.
    case = get_object_or_404(Case.objects.readable_by(request.user), public_id=public_id)
    if not request.user.has_perm("moderation.lift_measure", case):
        raise Http404
    form = LiftForm(post_data_or_none(request), initial={"seen": case.decisions.count()})
    if try_form(form, lambda **data: lift_measure(case=case, by=request.user, **data)):
        return redirect_with_success(
            request, _("Restriction lifted. Both sides have been notified."), to=case
        )
    if not form.is_bound and not case.can_be_lifted:
        return redirect(case)
    status = 422 if form.is_bound else 200
    return render(request, "moderation/case_lift.html", {"case": case, "form": form}, status=status)
