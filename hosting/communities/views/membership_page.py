"""The page of a membership, for the person, for who may sponsor, and for coordinators."""

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.urls import reverse

from hosting.communities.forms.memberships import (
    InvitationForm,
    MeetingForm,
    PhoneAnswersForm,
    ReasonForm,
    SignatureForm,
    SponsorForm,
)
from hosting.communities.presenters.onboarding import onboarding_progress, onboarding_steps
from hosting.communities.selectors.sponsor_invitations import invited_members, is_invited
from hosting.communities.states import MembershipState


def render_membership(request, membership, **forms):
    """A form that is given was refused, and comes back as it was typed."""
    # How far it has come, in the words for oneself or for others.
    reader = request.user
    is_own = membership.person_id == reader.pk
    steps = onboarding_steps(membership) if is_own else onboarding_progress(membership)
    version = {"version": membership.community.charter_version}
    context = {
        "membership": membership,
        "community": membership.community,
        "is_own": is_own,
        "steps": steps,
        "done": sum(step.state == "done" for step in steps),
        "is_invited": not is_own and is_invited(reader, membership),
        "is_sponsor": any(word.sponsor_id == reader.pk for word in membership.sponsorships.all()),
    } | {
        "signature_form": SignatureForm(initial=version),
        "sponsor_form": SponsorForm(),
        "meeting_form": MeetingForm(),
        "refusal_form": ReasonForm(prefix="refuse"),
        "phone_form": PhoneAnswersForm(initial={"by_phone": membership.answers_by_phone}),
    }
    is_candidate = membership.state == MembershipState.CANDIDATE
    if context["is_own"] and (is_candidate or "invitation_form" in forms):
        # Whom the candidate asked, and how to ask others.
        invitation_context = {
            "invitation_form": InvitationForm(membership=membership),
            "invited": invited_members(membership),
            "link": request.build_absolute_uri(membership.get_absolute_url()),
        }
        context |= invitation_context
    context |= forms
    template = "communities/membership_detail.html"
    return render(request, template, context, status=422 if forms else 200)


def render_form(request, name, context):
    """A page with one form; refused, it is a 422."""
    status = 422 if context["form"].is_bound else 200
    return render(request, f"communities/{name}.html", context, status=status)


def show_to_stranger(request, template, context):
    """What is asked of them, with the ways to an account; what they send waits for one."""
    if request.method == "POST":
        return redirect_to_login(request.path, login_url=reverse("account_signup"))
    return render(request, template, context)
