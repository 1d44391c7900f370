"""People see what a story says of them, and answer."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form
from travel_stories.stories.actions.consents import answer_consent, withdraw_consent
from travel_stories.stories.forms.consents import ConsentForm
from travel_stories.stories.models.consents import PersonShown
from travel_stories.stories.selectors.consents import consent_request_for, consent_requests_to


def named_only(view):
    """By the secret link; where it belongs to an account, that account has to come itself."""

    @never_cache
    @wraps(view)
    def wrapper(request, token):
        shown = PersonShown.objects.with_token(token)
        if shown is None or not shown.story.is_there:
            return render(request, "trips/link_gone.html", status=410)
        if shown.person_id is None:
            return view(request, shown, None)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.user.pk != shown.person_id:
            raise Http404
        return view(request, shown, request.user)

    return wrapper


@login_required
@require_safe
def index(request):
    return render(
        request, "stories/consent_list.html", {"people": consent_requests_to(request.user)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@named_only
def consent(request, shown, by):
    asked = consent_request_for(shown)
    form = ConsentForm(post_data_or_none(request), asked=asked)
    if form.is_valid() and _answered(form, shown, by):
        return redirect_with_success(request, _("Thank you. Your answer has been saved."), to=shown)
    status = 422 if form.is_bound else 200
    context = {"asked": asked, "form": form, "story": shown.story}
    return render(request, "stories/consent.html", context, status=status)


@require_POST
@named_only
def withdraw(request, shown, by):
    done = _("You no longer appear anywhere in this story.")
    return run_action(request, lambda: withdraw_consent(shown=shown, by=by), done=done, to=shown)


def _answered(form, shown, by):
    wishes, seen = form.wishes(), form.cleaned_data["seen"]
    return try_form(
        form, lambda **_all: answer_consent(shown=shown, wishes=wishes, seen=seen, by=by)
    )
