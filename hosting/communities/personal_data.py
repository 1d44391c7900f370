"""What communities hold about a person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.plain_rows import plain_rows
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from hosting.communities.models.announcements import Announcement
from hosting.communities.models.communities import Membership, MembershipChange, Sponsorship
from hosting.communities.models.founding import FoundingMember, FoundingRequest
from hosting.communities.models.local_rules import LocalRule
from hosting.communities.models.sponsor_invitations import SponsorInvitation


def communities_of(person: User) -> dict[str, Any]:
    """What the person wrote and did in communities."""
    return {
        "memberships": plain_rows(Membership.objects.filter(person=person)),
        "vouched_for": plain_rows(Sponsorship.objects.filter(sponsor=person)),
        "sponsors_invited": plain_rows(SponsorInvitation.objects.filter(membership__person=person)),
        "asked_to_vouch": plain_rows(
            SponsorInvitation.objects.filter(member=person), hide=("membership",)
        ),
        "communities_asked_for": plain_rows(FoundingRequest.objects.filter(asked_by=person)),
        "communities_to_found": plain_rows(FoundingMember.objects.filter(person=person)),
        "communities_decided_about": plain_rows(
            FoundingRequest.objects.filter(decided_by=person), hide=("why", "reason")
        ),
        "membership_changes": plain_rows(MembershipChange.objects.filter(by=person)),
        "rules_written_down": plain_rows(LocalRule.objects.filter(set_by=person)),
        "messages_to_members": plain_rows(Announcement.objects.filter(by=person)),
        "rules_ended": plain_rows(LocalRule.objects.filter(ended_by=person)),
    }


personal_data.register(
    "hosting",
    communities_of,
    covers=[
        "communities.membership.person",
        "communities.sponsorship.sponsor",
        "communities.sponsorinvitation.member",
        "communities.foundingrequest.asked_by",
        "communities.foundingrequest.decided_by",
        "communities.foundingmember.person",
        "communities.membershipchange.by",
        "communities.localrule.set_by",
        "communities.localrule.ended_by",
        "communities.announcement.by",
    ],
)
register_processing(
    Processing(
        "communities",
        ("communities",),
        title=_("Communities"),
        purpose=_("to know who belongs to a community, who vouched for whom and who decides"),
        basis=LegalBasis.CONTRACT,
        recipients=_("members of the community; its coordinators"),
    )
)
register_retention(
    RetentionRule(
        ("communities.membership", "communities.sponsorship", "communities.foundingmember"),
        goes=_("memberships and what you wrote to join or to vouch for someone"),
    ),
    RetentionRule(
        ("communities.announcement",),
        goes=_("messages to members"),
        period=settings.HOSTING_ANNOUNCEMENTS_KEPT,
        starts=_("after they were sent"),
        job="hosting.forget_announcements",
        stays=_(
            "what you sent to members before you closed your account, without your name, until the "
            "end of this period"
        ),
        columns=("communities.announcement.title", "communities.announcement.words"),
    ),
    RetentionRule(
        ("communities.foundingrequest",),
        goes=_("requests to found a community"),
        period=settings.HOSTING_FOUNDING_REQUEST_KEPT,
        starts=_("after the decision"),
        job="hosting.forget_founding_requests",
        stays=_(
            "other people’s requests that you decided on before you closed your account, without "
            "your name, until the end of this period"
        ),
        columns=(
            *("communities.foundingrequest.name", "communities.foundingrequest.why"),
            "communities.foundingrequest.reason",
        ),
    ),
    RetentionRule(
        ("communities.sponsorinvitation",),
        goes=_("invitations to vouch for someone"),
        period=settings.HOSTING_SPONSOR_INVITATIONS_KEPT,
        starts=_("after they were sent, or longer while the person is still a candidate"),
        job="hosting.forget_sponsor_invitations",
    ),
    RetentionRule(
        ("communities.localrule", "communities.membershipchange"),
        goes=_("your name beside rules and decisions that you made for others"),
        stays=_("the rules and the reasons, for as long as they apply to others"),
        columns=(
            *("communities.localrule.words", "communities.localrule.decided"),
            "communities.membershipchange.reason",
        ),
    ),
)
