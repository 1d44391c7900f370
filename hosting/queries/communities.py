"""How far somebody has come in a community, and who is who in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.accounts.models import User
from core.text.formatting import format_day
from hosting.enums import MembershipState
from hosting.models import Community, Membership, MembershipChange, Offer, Sponsorship


@dataclass(frozen=True, slots=True)
class ChecklistStep:
    """What components/checklist.html shows. `state` is done, next or nothing."""

    title: str
    text: str
    state: str
    url: str = ""
    label: str = ""


def step_titles() -> dict[str, str]:
    """By name, in their order, how each step from an introduction to a public offer is called."""
    sponsors = ngettext(
        "Be vouched for by %(count)s member",
        "Be vouched for by %(count)s members",
        settings.HOSTING_SPONSORS_NEEDED,
    )
    return {
        "introduction": _("Introduce yourself"),
        "sponsors": sponsors % {"count": settings.HOSTING_SPONSORS_NEEDED},
        "charter": _("Read and sign the charter"),
        "offer": _("Write a first offer"),
        "reading": _("Have the offer read by the community"),
        "meeting": _("Meet someone from the community"),
    }


def onboarding_steps(membership: Membership) -> list[ChecklistStep]:
    """The steps of `step_titles`, as far as they are done; the first that isn't comes next."""
    titles = step_titles()
    steps = [
        _introduction(membership, titles["introduction"]),
        _sponsors(membership, titles["sponsors"]),
        _charter(membership, titles["charter"]),
        *_offer_and_reading(membership, titles["offer"], titles["reading"]),
        _meeting(membership, titles["meeting"]),
    ]
    following = next((step for step in steps if step.state != "done"), None)
    return [replace(step, state="next") if step is following else step for step in steps]


def onboarding_progress(membership: Membership) -> list[ChecklistStep]:
    """The same steps for somebody else's eyes: nothing to press."""
    return [replace(step, url="", label="") for step in onboarding_steps(membership)]


def membership_of(person: User, community: Community) -> Membership | None:
    """What this person is to this community."""
    return Membership.objects.filter(person=person, community=community).first()


def communities_open_to(member: User) -> QuerySet[Community]:
    """Where this person is an active member, and so sees who would like to come in."""
    mine = Membership.objects.active().filter(person=member).values("community")
    return Community.objects.filter(pk__in=mine)


def memberships_of(person: User) -> QuerySet[Membership]:
    """Every community that this person belongs to or is on the way into."""
    rows = Membership.objects.filter(person=person).exclude(state=MembershipState.LEFT)
    return rows.select_related("community").order_by("community__name")


def memberships_for(reader: User) -> QuerySet[Membership]:
    """What this reader may see, with everything that a page of it shows."""
    words = Sponsorship.objects.select_related("sponsor")
    return (
        Membership.objects.visible_to(reader)
        .select_related("community", "person")
        .prefetch_related(
            Prefetch("sponsorships", words),
            Prefetch("changes", MembershipChange.objects.select_related("by")),
        )
    )


def candidates_of(community: Community) -> QuerySet[Membership]:
    """Who waits for a word, the longest waiting first."""
    words = Sponsorship.objects.select_related("sponsor")
    candidates = community.memberships.candidates().select_related("person", "community")
    return candidates.prefetch_related(Prefetch("sponsorships", words))


def members_of(community: Community) -> QuerySet[Membership]:
    """Everybody, coordinators first, with the number of offers that are public."""
    shown = Count(
        "person__offers",
        filter=Q(person__offers__community=community, person__offers__live=True),
    )
    members = community.memberships.select_related("person").annotate(offers=shown)
    return members.order_by("-is_coordinator", "state", "person__display_name", "pk")


def _introduction(membership: Membership, title: str) -> ChecklistStep:
    if not membership.words:
        return ChecklistStep(title, _("one of the founders"), "done")
    text = _("written on %(day)s") % {"day": _day(membership.applied_at)}
    return ChecklistStep(title, text, "done")


def _sponsors(membership: Membership, title: str) -> ChecklistStep:
    names = [word.sponsor.display_name for word in membership.sponsorships.all()]
    if membership.state != MembershipState.CANDIDATE:
        founder = _("one of the founders")
        text = _("vouched for by %(names)s") % {"names": ", ".join(names)}
        return ChecklistStep(title, text if names else founder, "done")
    if not names:
        return ChecklistStep(title, _("members who know you"), "")
    missing = max(settings.HOSTING_SPONSORS_NEEDED - len(names), 0)
    text = _("%(names)s; still missing: %(missing)s") % {
        "names": ", ".join(names),
        "missing": missing,
    }
    return ChecklistStep(title, text, "")


def _charter(membership: Membership, title: str) -> ChecklistStep:
    url = membership.get_absolute_url() + "#charter"
    present, signed = membership.community.charter_version, membership.charter_signed_version
    if membership.charter_signed_at is None:
        text = _("version %(version)s waits to be read") % {"version": present}
        return ChecklistStep(title, text, "", url, _("Read it"))
    text = _("version %(version)s, on %(day)s") % {
        "version": signed,
        "day": _day(membership.charter_signed_at),
    }
    if signed == present:
        return ChecklistStep(title, text, "done")
    text += " · " + _("version %(version)s waits to be read") % {"version": present}
    return ChecklistStep(title, text, "done", url, _("Read the new one"))


def _offer_and_reading(
    membership: Membership, offer: str, reading: str
) -> tuple[ChecklistStep, ChecklistStep]:
    """Two steps in one read: written and handed in, then read and public."""
    offers = Offer.objects.filter(host=membership.person_id, community=membership.community_id)
    handed_in = Offer.objects.under_review().filter(pk=OuterRef("pk"))
    rows = list(
        offers.order_by("first_published_at").values_list("first_published_at", Exists(handed_in))
    )
    published = [day for day, _is_read in rows if day is not None]
    if published:
        text = _("published on %(day)s") % {"day": _day(published[0])}
        return ChecklistStep(offer, "", "done"), ChecklistStep(reading, text, "done")
    if any(is_read for _day_published, is_read in rows):
        return ChecklistStep(offer, "", "done"), ChecklistStep(reading, _("being read now"), "")
    within = ngettext(
        "usually within %(count)s day", "usually within %(count)s days", _days_to_read()
    )
    later = ChecklistStep(reading, within % {"count": _days_to_read()}, "")
    if rows:
        return ChecklistStep(offer, _("begun, not handed in yet"), ""), later
    url = reverse("hosting:offer-start")
    text = _("a room, a walk, a jar of honey, a tip")
    return ChecklistStep(offer, text, "", url, _("Write it")), later


def _meeting(membership: Membership, title: str) -> ChecklistStep:
    if membership.met_at is None:
        return ChecklistStep(title, _("a sponsor or a coordinator notes it"), "")
    return ChecklistStep(title, _("on %(day)s") % {"day": format_day(membership.met_at)}, "done")


def _days_to_read() -> int:
    return int(settings.HOSTING_READ_WITHIN.days)


def _day(moment: datetime) -> str:
    return format_day(moment)
