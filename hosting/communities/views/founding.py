"""A community is asked for, and the co-operative answers."""

from django.conf import settings
from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form
from hosting.communities.actions.communities import change_community_state
from hosting.communities.actions.founding import (
    FoundingRequestData,
    confirm_founding,
    decline_founding_request,
    leave_founding,
    open_founding_request,
    send_founding_request,
    withdraw_founding_request,
)
from hosting.communities.forms.founding import FoundingForm
from hosting.communities.forms.memberships import ReasonForm
from hosting.communities.selectors.founding import (
    founders_of,
    founding_requests_for,
    preparation_of,
)
from hosting.communities.states import CommunityState
from hosting.communities.views.membership_page import show_to_stranger


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    """Strangers read what is asked of them first; most of them have no account yet."""
    context = {"founders_needed": settings.HOSTING_SPONSORS_NEEDED}
    if not request.user.is_authenticated:
        return show_to_stranger(request, "communities/founding/ask.html", context)
    form = FoundingForm(post_data_or_none(request))
    founding_request = try_form(
        form,
        lambda **words: send_founding_request(
            data=FoundingRequestData(language=get_language(), **words), by=request.user
        ),
    )
    if founding_request:
        return redirect_with_success(
            request, _("Your request has been sent to the co-operative."), to=founding_request
        )
    status = 422 if form.is_bound else 200
    return render(request, "communities/founding/ask.html", context | {"form": form}, status=status)


@login_required
@permission_required("communities.change_community", raise_exception=True)
@require_safe
def index(request):
    requests = founding_requests_for(request.user)
    waiting = list(requests.waiting())
    answered = requests.exclude(decided_at=None).order_by("-decided_at")[:50]
    context = {"waiting_requests": waiting, "answered": answered}
    return render(request, "communities/founding/list.html", context)


@login_required(login_url="account_signup")  # a co-founder comes from a mail
@require_safe
def detail(request, public_id):
    return _render_request(request, _request_for(request, public_id))


@login_required
@require_POST
def confirm(request, public_id):
    founding = _request_for(request, public_id)
    return run_action(
        request,
        lambda: confirm_founding(request=founding, by=request.user),
        done=_(
            "You’ve confirmed. You’ll be a co-founder if the co-operative agrees to this request."
        ),
        to=founding,
    )


@login_required
@require_POST
def leave(request, public_id):
    founding = _request_for(request, public_id)
    return run_action(
        request,
        lambda: leave_founding(request=founding, by=request.user),
        done=_("You’re no longer part of this request."),
        to="notifications:desk",
        refused_to=founding,
    )


@login_required
@require_POST
def withdraw(request, public_id):
    founding = _request_for(request, public_id)
    return run_action(
        request,
        lambda: withdraw_founding_request(request=founding, by=request.user),
        done=_("Your request has been withdrawn."),
        to=founding,
    )


@login_required
@require_POST
def decline(request, public_id):
    founding = _request_for(request, public_id)
    form = ReasonForm(request.POST)
    declined = try_form(
        form,
        lambda reason: decline_founding_request(request=founding, reason=reason, by=request.user),
    )
    if declined:
        return redirect_with_success(
            request, _("The founders can now read your reason."), to=founding
        )
    return _render_request(request, founding, form)


@login_required
@require_POST
def open_community(request, public_id):
    founding = _request_for(request, public_id)
    return run_action(
        request,
        lambda: open_founding_request(request=founding, by=request.user),
        done=_(
            "The page is ready but not public yet. We’ve asked the founders to sign the charter."
        ),
        to=founding,
    )


@login_required
@require_POST
def publish(request, public_id):
    founding = _request_for(request, public_id)
    if founding.community is None:
        return redirect(founding)
    return run_action(
        request,
        lambda: change_community_state(
            community=founding.community, state=CommunityState.ACTIVE, by=request.user
        ),
        done=_("The community is now public."),
        to=founding,
    )


def _request_for(request, public_id):
    return get_object_or_404(founding_requests_for(request.user), public_id=public_id)


def _render_request(request, founding, reason_form=None):
    """Addresses of people who haven't confirmed are for who typed them."""
    user = request.user
    founders = list(founding.founders.all())
    is_own = founding.asked_by_id == user.pk
    is_asked = not is_own and any(one.email == user.email for one in founders if not one.person)
    confirmed = [one.person for one in founders if one.person]
    unconfirmed = [one.email for one in founders if not one.person]
    context = {
        "founding": founding,
        "confirmed": confirmed,
        "unconfirmed": unconfirmed,
        "others_unconfirmed": len(unconfirmed) - is_asked,
        "founders_needed": settings.HOSTING_SPONSORS_NEEDED,
        "has_enough": len(founders_of(founding)) >= settings.HOSTING_SPONSORS_NEEDED,
        "preparation": preparation_of(founding, user),
        "is_own": is_own,
        "is_founder": any(one.person_id == user.pk for one in founders),
        "is_asked": is_asked,
        "may_decide": user.has_perm("communities.decide_founding_request", founding),
        "reason_form": reason_form or ReasonForm(),
    }
    status = 422 if reason_form else 200
    return render(request, "communities/founding/detail.html", context, status=status)
