"""The page of a person, for members."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from commons.accounts.models import User
from commons.accounts.panels import introductions_of, panels_about


@login_required
@require_safe
def detail(request, public_id):
    person = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    context = {
        "person": person,
        "introductions": introductions_of(person, viewer=request.user),
        "panels": panels_about(person, viewer=request.user),
    }
    return render(request, "accounts/person_detail.html", context)
