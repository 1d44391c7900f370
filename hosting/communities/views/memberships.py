"""The way into a community, as the candidate and the members walk it."""

from functools import partial

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form
from hosting.communities.actions.departures import leave_community
from hosting.communities.actions.memberships import (
    apply_to_community,
    change_phone_answers,
    sign_charter,
    sponsor_candidate,
    withdraw_sponsorship,
)
from hosting.communities.actions.sponsor_invitations import (
    decline_sponsor_invitation,
    invite_sponsor,
    invite_sponsor_by_email,
)
from hosting.communities.forms.memberships import (
    ApplicationForm,
    InvitationForm,
    LeaveForm,
    PhoneAnswersForm,
    SignatureForm,
    SponsorForm,
)
from hosting.communities.models.communities import Community
from hosting.communities.selectors.communities import (
    candidates_of,
    communities_open_to,
    membership_of,
    memberships_for,
    memberships_of,
)
from hosting.communities.views.membership_page import (
    render_form,
    render_membership,
    show_to_stranger,
)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request, public_id):
    """Strangers read what is asked of them first; most of them have no account yet."""
    communities = Community.objects.visible_to(request.user)
    community = get_object_or_404(communities, public_id=public_id)
    context = {"community": community, "sponsors_needed": settings.HOSTING_SPONSORS_NEEDED}
    if not request.user.is_authenticated:
        return show_to_stranger(request, "communities/join.html", context)
    form = ApplicationForm(post_data_or_none(request))
    made = try_form(
        form, lambda words: apply_to_community(community=community, words=words, by=request.user)
    )
    if made:
        return redirect_with_success(
            request, _("The community has received your introduction."), to=made
        )
    membership = membership_of(request.user, community)
    return render_form(request, "join", context | {"form": form, "membership": membership})


@login_required
@require_safe
def index(request):
    context = {"memberships": memberships_of(request.user)}
    return render(request, "communities/membership_list.html", context)


@login_required
@require_safe
def detail(request, public_id):
    membership = get_object_or_404(memberships_for(request.user), public_id=public_id)
    return render_membership(request, membership)


@login_required
@require_POST
def sign(request, public_id):
    membership = get_object_or_404(memberships_for(request.user), public_id=public_id)
    form = SignatureForm(request.POST)
    if not form.is_valid():
        return render_membership(request, membership, signature_form=form)
    return run_action(
        request,
        lambda: sign_charter(membership=membership, by=request.user, **form.cleaned_data),
        done=_("You’ve signed the charter."),
        to=membership,
    )


@login_required
@require_POST
def invite(request, public_id):
    own = memberships_for(request.user).filter(person=request.user)
    membership = get_object_or_404(own, public_id=public_id)
    form = InvitationForm(request.POST, membership=membership)
    by_name = partial(invite_sponsor, membership=membership, by=request.user)
    by_email = partial(invite_sponsor_by_email, membership=membership, by=request.user)
    invited = try_form(
        form,
        lambda member, email: by_email(email=email) if email else by_name(member=member),
    )
    if invited:
        sent = _("Your invitation has been sent.")
        if invited.email:
            sent = _("If this address belongs to a member, we’ve sent them your invitation.")
        return redirect_with_success(request, sent, to=membership)
    return render_membership(request, membership, invitation_form=form)


@login_required
@require_POST
def decline(request, public_id):
    membership = get_object_or_404(memberships_for(request.user), public_id=public_id)
    return run_action(
        request,
        lambda: decline_sponsor_invitation(membership=membership, by=request.user),
        done=_("The candidate and the coordinators can see that you’ve declined to vouch."),
        to=membership,
    )


@login_required
@require_POST
def sponsor(request, public_id):
    membership = get_object_or_404(memberships_for(request.user), public_id=public_id)
    form = SponsorForm(request.POST)
    given = try_form(
        form, lambda words: sponsor_candidate(membership=membership, words=words, by=request.user)
    )
    if given:
        to = reverse("hosting:candidate-list", args=[given.community.address])
        return redirect_with_success(request, _("You’ve vouched for this person."), to=to)
    return render_membership(request, membership, sponsor_form=form)


@login_required
@require_POST
def take_back(request, public_id):
    membership = get_object_or_404(memberships_for(request.user), public_id=public_id)
    return run_action(
        request,
        lambda: withdraw_sponsorship(membership=membership, by=request.user),
        done=_("You no longer vouch for this person."),
        to=membership,
    )


@login_required
@require_POST
def answer_by_phone(request, public_id):
    membership = get_object_or_404(memberships_for(request.user), public_id=public_id)
    form = PhoneAnswersForm(request.POST)
    form.is_valid()
    return run_action(
        request,
        lambda: change_phone_answers(membership=membership, by=request.user, **form.cleaned_data),
        done=_("Saved. Requests that were sent earlier keep their deadline."),
        to=membership,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, public_id):
    own = memberships_for(request.user).filter(person=request.user)
    membership = get_object_or_404(own, public_id=public_id)
    form = LeaveForm(post_data_or_none(request))
    left = try_form(
        form,
        lambda reason: leave_community(membership=membership, reason=reason, by=request.user),
    )
    if left:
        return redirect_with_success(
            request, _("You’ve left the community."), to="hosting:membership-list"
        )
    return render_form(request, "leave", {"membership": membership, "form": form})


@login_required
@require_safe
def candidates(request, public_id):
    community = get_object_or_404(communities_open_to(request.user), public_id=public_id)
    context = {"community": community, "candidates": candidates_of(community, reader=request.user)}
    return render(request, "communities/candidate_list.html", context)
