"""The page on which a person changes what they show of themselves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commons.profiles.actions.profiles import change_profile, remove_portrait
from commons.profiles.forms import ProfileForm
from commons.profiles.models import Profile
from core.errors import DomainError
from core.http.actions import run_action


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request):
    profile = Profile.objects.filter(person=request.user).select_related("portrait").first()
    portrait = profile.portrait.picture if profile and profile.portrait else None
    form = ProfileForm(
        request.POST or None,
        request.FILES or None,
        instance=profile or Profile(person=request.user, language=get_language()),
        person=request.user,
    )
    if form.is_valid():
        data, file = form.data_and_file()
        try:
            change_profile(person=request.user, data=data, file=file, by=request.user)
        except DomainError as refusal:
            form.add_error("file" if file else None, str(refusal))
        else:
            messages.success(request, _("Your profile has been saved."))
            return redirect("profiles:edit")
    context = {"form": form, "profile": profile, "portrait": portrait}
    status = 422 if form.is_bound else 200
    return render(request, "profiles/profile_edit.html", context, status=status)


@login_required
@require_POST
def remove(request):
    return run_action(
        request,
        lambda: remove_portrait(person=request.user, by=request.user),
        done=_("Your portrait has been removed."),
        to="profiles:edit",
    )
