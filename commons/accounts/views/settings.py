"""What I say of myself, what I am told, and what is known of me."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commons.accounts.actions.people import change_profile, close_account
from commons.accounts.forms.settings import CloseAccountForm, ProfileForm
from commons.accounts.guards import identity_required
from commons.accounts.models import User
from core.http.actions import try_form


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request):
    person = User.objects.get(pk=request.user.pk)  # the form writes into what it is given
    form = ProfileForm(request.POST or None, instance=person)
    if form.is_valid():
        change_profile(person=request.user, profile=form.profile(), by=request.user)
        messages.success(request, _("Your settings have been saved."))
        return redirect("accounts:settings")
    status = 422 if form.is_bound else 200
    context = {"form": form, "sends_push_messages": bool(settings.PUSH_MESSAGES_KEY)}
    return render(request, "accounts/settings.html", context, status=status)


@login_required
@identity_required()
@require_http_methods(["GET", "HEAD", "POST"])
def close(request):
    form = CloseAccountForm(request.POST if request.method == "POST" else None)
    if try_form(form, lambda sure: close_account(person=request.user, by=request.user)):
        logout(request)
        messages.success(
            request, _("Your account is closed. Thank you for being part of Hirondelle.")
        )
        answer = redirect("account_login")
        answer["Clear-Site-Data"] = '"cache", "storage"'
        return answer
    status = 422 if form.is_bound else 200
    return render(request, "accounts/account_close.html", {"form": form}, status=status)
