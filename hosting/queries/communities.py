"""How far somebody has come in a community, and who is who in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from core.words import day_in_words
from hosting.enums import MembershipState
from hosting.models import Community, Membership, MembershipChange, Offer, Sponsorship


@dataclass(frozen=True, slots=True)
class Step:
    """What components/checklist.html shows. `state` is done, next or nothing."""

    title: str
    text: str
    state: str
    url: str = ""
    label: str = ""


def onboarding_steps(membership: Membership) -> list[Step]:
    """Five steps into a community; the first that isn't done comes next."""
    steps = [
        _introduction(membership),
        _sponsors(membership),
        _charter(membership),
        _first_offer(membership),
        _meeting(membership),
    ]
    following = next((step for step in steps if step.state != "done"), None)
    return [replace(step, state="next") if step is following else step for step in steps]


def progress_of(membership: Membership) -> list[Step]:
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


def _introduction(membership: Membership) -> Step:
    text = _("written on %(day)s") % {"day": _day(membership.applied_at)}
    return Step(_("Introduce yourself"), text, "done")


def _sponsors(membership: Membership) -> Step:
    title = _("Two sponsors")
    names = [word.sponsor.display_name for word in membership.sponsorships.all()]
    if membership.state != MembershipState.CANDIDATE:
        founder = _("one of the founders")
        text = _("%(names)s gave their word") % {"names": ", ".join(names)}
        return Step(title, text if names else founder, "done")
    if not names:
        return Step(title, _("two members give their word"), "")
    missing = max(settings.HOSTING_SPONSORS_NEEDED - len(names), 0)
    text = _("%(names)s; still missing: %(missing)s") % {
        "names": ", ".join(names),
        "missing": missing,
    }
    return Step(title, text, "")


def _charter(membership: Membership) -> Step:
    title, url = _("Read and sign the charter"), membership.get_absolute_url() + "#charter"
    present, signed = membership.community.charter_version, membership.charter_signed_version
    if membership.charter_signed_at is None:
        text = _("version %(version)s waits to be read") % {"version": present}
        return Step(title, text, "", url, _("Read it"))
    text = _("version %(version)s, on %(day)s") % {
        "version": signed,
        "day": _day(membership.charter_signed_at),
    }
    if signed == present:
        return Step(title, text, "done")
    text += " · " + _("version %(version)s waits to be read") % {"version": present}
    return Step(title, text, "done", url, _("Read the new one"))


def _first_offer(membership: Membership) -> Step:
    title = _("A first offer")
    offers = Offer.objects.filter(host=membership.person_id, community=membership.community_id)
    days = offers.order_by("first_published_at").values_list("first_published_at", flat=True)
    published = [day for day in days if day is not None]
    if published:
        text = _("published on %(day)s") % {"day": _day(published[0])}
        return Step(title, text, "done")
    if days:
        return Step(title, _("begun, not published yet"), "")
    url = reverse("hosting:offer-start")
    return Step(title, _("a room, a walk, a jar of honey, a tip"), "", url, _("Write it"))


def _meeting(membership: Membership) -> Step:
    title = _("A meeting")
    if membership.met_at is None:
        return Step(title, _("a sponsor or a coordinator notes it"), "")
    return Step(title, _("on %(day)s") % {"day": day_in_words(membership.met_at)}, "done")


def _day(moment: datetime) -> str:
    return day_in_words(moment)
