"""The way into a community, as the candidate and the members walk it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.deeds import carry_out, conclude, posted, try_form
from hosting.actions.departures import leave_community
from hosting.actions.memberships import (
    apply_to_community,
    sign_charter,
    sponsor_candidate,
    take_word_back,
)
from hosting.forms.memberships import ApplicationForm, LeaveForm, SignatureForm, SponsorForm
from hosting.models import Community
from hosting.queries.communities import (
    candidates_of,
    communities_open_to,
    membership_of,
    memberships_for,
    memberships_of,
)
from hosting.views.doorstep import show_form, show_membership


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, public_id):
    communities = Community.objects.visible_to(request.user)
    community = get_object_or_404(communities, public_id=public_id)
    form = ApplicationForm(posted(request))
    made = try_form(
        form, lambda words: apply_to_community(community=community, words=words, by=request.user)
    )
    if made:
        return conclude(request, _("Your words are with the community now."), to=made)
    membership = membership_of(request.user, community)
    shown = {"community": community, "form": form, "membership": membership}
    return show_form(request, "join", shown)


@login_required
@require_safe
def index(request):
    shown = {"memberships": memberships_of(request.user)}
    return render(request, "hosting/communities/membership_list.html", shown)


@login_required
@require_safe
def detail(request, public_id):
    membership = get_object_or_404(memberships_for(request.user), public_id=public_id)
    return show_membership(request, membership)


@login_required
@require_POST
def sign(request, public_id):
    membership = get_object_or_404(memberships_for(request.user), public_id=public_id)
    form = SignatureForm(request.POST)
    if not form.is_valid():
        return show_membership(request, membership, signature_form=form)
    return carry_out(
        request,
        lambda: sign_charter(membership=membership, by=request.user, **form.cleaned_data),
        done=_("You have signed the charter."),
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
        return conclude(request, _("You have given your word."), to=to)
    return show_membership(request, membership, sponsor_form=form)


@login_required
@require_POST
def take_back(request, public_id):
    membership = get_object_or_404(memberships_for(request.user), public_id=public_id)
    return carry_out(
        request,
        lambda: take_word_back(membership=membership, by=request.user),
        done=_("You have taken your word back."),
        to=membership,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, public_id):
    own = memberships_for(request.user).filter(person=request.user)
    membership = get_object_or_404(own, public_id=public_id)
    form = LeaveForm(posted(request))
    left = try_form(
        form,
        lambda reason: leave_community(membership=membership, reason=reason, by=request.user),
    )
    if left:
        return conclude(request, _("You have left the community."), to="hosting:membership-list")
    return show_form(request, "leave", {"membership": membership, "form": form})


@login_required
@require_safe
def candidates(request, public_id):
    community = get_object_or_404(communities_open_to(request.user), public_id=public_id)
    shown = {"community": community, "candidates": candidates_of(community)}
    return render(request, "hosting/communities/candidate_list.html", shown)
