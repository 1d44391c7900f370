"""Who may join, vouch for others and coordinate."""

from typing import Protocol

import rules
from django.db.models import Model, Q

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.accounts.rules import has_verified_email
from hosting.communities.models.communities import Community, Membership
from hosting.communities.models.founding import FoundingRequest
from hosting.communities.states import MembershipState


class InCommunity(Protocol):
    """A row that belongs to a community: a membership, or something of a package above."""

    @property
    def community(self) -> Community: ...


@rules.predicate
def is_coordinator(person: Visitor, subject: Community | InCommunity) -> bool:
    """Of the community itself, or of the one that the row belongs to."""
    community = subject if isinstance(subject, Community) else subject.community
    return Membership.objects.coordinating(person).filter(community=community).exists()


@rules.predicate
def is_member(person: Visitor, subject: Community | Membership) -> bool:
    """An active one: who is suspended or on the way in doesn't vouch for others."""
    community = subject if isinstance(subject, Community) else subject.community
    return Membership.objects.active().filter(community=community, person=person.pk).exists()


@rules.predicate
def is_person_of(person: Visitor, membership: Membership) -> bool:
    return bool(membership.person_id == person.pk)


@rules.predicate
def is_sponsor(person: Visitor, membership: Membership) -> bool:
    return membership.sponsorships.filter(sponsor=person.pk).exists()


@rules.predicate
def is_invited_to_sponsor(person: Visitor, membership: Membership) -> bool:
    """Answered or not, as an active member."""
    asked = membership.sponsor_invitations.filter(member=person.pk).exists()
    return asked and is_member(person, membership)


@rules.predicate
def is_on_the_way_in(person: Visitor, membership: Membership) -> bool:
    return membership.state in {MembershipState.CANDIDATE, MembershipState.COOPTED}


@rules.predicate
def runs_communities(person: Visitor, subject: Model | None = None) -> bool:
    """Somebody of the co-operative, by a permission that the Wagtail admin gives."""
    return person.is_authenticated and person.has_perm("communities.change_community")


@rules.predicate
def is_founding_requester(person: Visitor, request: FoundingRequest) -> bool:
    return bool(request.asked_by_id == person.pk)


@rules.predicate
def is_named_founder(person: User, request: FoundingRequest) -> bool:
    """By the confirmed address of the account, or confirmed already."""
    return request.founders.filter(Q(person=person) | Q(email=person.email)).exists()


may_decide = ~is_person_of & (is_coordinator | runs_communities)

rules.add_perm("communities.apply_to_community", rules.is_active & has_verified_email)
rules.add_perm("communities.see_candidates", rules.is_active & is_member)
rules.add_perm("communities.sponsor_candidate", rules.is_active & is_member & ~is_person_of)
rules.add_perm("communities.withdraw_sponsorship", rules.is_active & is_sponsor)
rules.add_perm("communities.invite_sponsor", rules.is_active & has_verified_email & is_person_of)
rules.add_perm("communities.decline_sponsor_invitation", rules.is_active & is_invited_to_sponsor)
rules.add_perm("communities.delete_sponsor_invitation", rules.always_deny)  # left to SYSTEM
rules.add_perm("communities.sign_charter", rules.is_active & is_person_of)
rules.add_perm(
    "communities.record_meeting", rules.is_active & ~is_person_of & (is_coordinator | is_sponsor)
)
rules.add_perm(
    "communities.change_phone_answers", rules.is_active & (is_person_of | is_coordinator)
)
rules.add_perm("communities.refuse_candidate", rules.is_active & may_decide)
rules.add_perm("communities.reinstate_member", rules.is_active & may_decide)
rules.add_perm("communities.leave_community", rules.is_active & is_person_of)
rules.add_perm(
    "communities.name_coordinator", rules.is_active & (is_coordinator | runs_communities)
)
rules.add_perm(
    "communities.dismiss_coordinator",
    rules.is_active & (is_person_of | is_coordinator | runs_communities),
)
rules.add_perm(
    "communities.see_membership",
    rules.is_active & (is_person_of | is_coordinator | (is_member & is_on_the_way_in)),
)
rules.add_perm("communities.coordinate_community", rules.is_active & is_coordinator)
rules.add_perm(
    "communities.describe_community", rules.is_active & (is_coordinator | runs_communities)
)
rules.add_perm("communities.send_announcement", rules.is_active & is_coordinator)
rules.add_perm("communities.delete_announcement", rules.always_deny)  # left to SYSTEM
rules.add_perm("communities.set_rule", rules.is_active & (is_coordinator | runs_communities))
rules.add_perm("communities.found_community", rules.is_active & runs_communities)
rules.add_perm("communities.change_community_state", rules.is_active & runs_communities)
rules.add_perm("communities.send_founding_request", rules.is_active & has_verified_email)
rules.add_perm(
    "communities.confirm_founding",
    rules.is_active & has_verified_email & is_named_founder & ~is_founding_requester,
)
rules.add_perm("communities.withdraw_founding_request", rules.is_active & is_founding_requester)
rules.add_perm(
    "communities.decide_founding_request",
    rules.is_active & runs_communities & ~is_founding_requester & ~is_named_founder,
)
rules.add_perm("communities.delete_founding_request", rules.always_deny)  # left to SYSTEM
