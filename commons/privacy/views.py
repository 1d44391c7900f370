"""What we hold about a person, as a page and as a file."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from commons.privacy.personal_data import export_of


@login_required
@require_safe
def my_data(request):
    return render(request, "privacy/my_data.html")


@login_required
@require_POST
def export(request):
    answer = JsonResponse(export_of(request.user), json_dumps_params={"indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="hirondelle.json"'
    answer["Cache-Control"] = "no-store"
    return answer
