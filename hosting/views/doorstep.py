"""The page of a membership, for the person, for who may sponsor, and for coordinators."""

from django.shortcuts import render

from hosting.forms.memberships import MeetingForm, ReasonForm, SignatureForm, SponsorForm
from hosting.queries.communities import onboarding_steps, progress_of


def show_membership(request, membership, **forms):
    """A form that is given was refused, and comes back as it was typed."""
    shown = _told_of(membership, request.user) | _forms_of(membership) | forms
    template = "hosting/communities/membership_detail.html"
    return render(request, template, shown, status=422 if forms else 200)


def _told_of(membership, reader):
    """How far it has come, in the words for oneself or for others."""
    is_own = membership.person_id == reader.pk
    steps = onboarding_steps(membership) if is_own else progress_of(membership)
    return {
        "membership": membership,
        "community": membership.community,
        "is_own": is_own,
        "steps": steps,
        "done": sum(step.state == "done" for step in steps),
        "is_sponsor": any(word.sponsor_id == reader.pk for word in membership.sponsorships.all()),
    }


def _forms_of(membership):
    version = {"version": membership.community.charter_version}
    return {
        "signature_form": SignatureForm(initial=version),
        "sponsor_form": SponsorForm(),
        "meeting_form": MeetingForm(),
        "refusal_form": ReasonForm(prefix="refuse"),
    }


def show_form(request, name, shown):
    """A page with one form; refused, it is a 422."""
    status = 422 if shown["form"].is_bound else 200
    return render(request, f"hosting/communities/{name}.html", shown, status=status)
