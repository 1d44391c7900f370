"""What I say of myself, what I am told, and what is known of me."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.accounts.actions.people import change_profile, close_account
from commons.accounts.forms.settings import CloseAccountForm, ProfileForm
from commons.accounts.models import User
from commons.accounts.queries.personal_data import export_of
from core.deeds import try_form


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request):
    person = User.objects.get(pk=request.user.pk)  # the form writes into what it is given
    form = ProfileForm(request.POST or None, instance=person)
    if form.is_valid():
        change_profile(person=request.user, profile=form.profile(), by=request.user)
        messages.success(request, _("Your settings are kept."))
        return redirect("accounts:settings")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/settings.html", {"form": form}, status=status)


@login_required
@require_safe
def my_data(request):
    return render(request, "accounts/my_data.html")


@login_required
@require_POST
def export(request):
    answer = JsonResponse(export_of(request.user), json_dumps_params={"indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="hirondelle.json"'
    answer["Cache-Control"] = "no-store"
    return answer


@login_required
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request):
    form = CloseAccountForm(request.POST if request.method == "POST" else None)
    if try_form(form, lambda sure: close_account(person=request.user, by=request.user)):
        logout(request)
        messages.success(request, _("Your account is closed. Fly well."))
        return redirect("account_login")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/account_close.html", {"form": form}, status=status)
