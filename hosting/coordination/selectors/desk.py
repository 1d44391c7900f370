"""What waits for the coordinators of a community, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.panels import row_count
from commons.profiles.selectors import face_subquery, face_url
from core.text.texts import folded_name
from core.values.countdown import Countdown, countdown_between, format_duration
from hosting.communities.models.communities import Community, Membership
from hosting.communities.selectors.communities import candidates_of
from hosting.communities.states import MembershipState
from hosting.offers.models.attestations import Attestation
from hosting.offers.models.offers import Offer
from hosting.offers.selectors.attestations import attestations_ending_in
from hosting.requests.models.requests import Request
from hosting.requests.selectors.unresponsive_hosts import UnresponsiveHost, unresponsive_hosts
from hosting.requests.states import RequestState

MAX_ROWS = 50  # rows of one list


@dataclass(frozen=True, slots=True)
class WaitingCandidate:
    membership: Membership
    sponsors: list[str]
    clock: Countdown


@dataclass(frozen=True, slots=True)
class WaitingOffer:
    """`is_own`: somebody else reads it."""

    public_id: str
    kind: str
    title: str
    language: str
    host: str
    face: str
    clock: Countdown
    is_own: bool


@dataclass(frozen=True, slots=True)
class WaitingRequest:
    """What a coordinator may know of a request: no guest, no words, no dates."""

    offer: str
    language: str
    host: User
    face: str
    waited: str
    clock: Countdown


@dataclass(frozen=True, slots=True)
class CoordinationDesk:
    """One desk."""

    candidates: list[WaitingCandidate]
    offers: list[WaitingOffer]
    requests: list[WaitingRequest]
    hosts: list[UnresponsiveHost]
    ending: list[Attestation]

    @property
    def count(self) -> int:
        parts = (self.candidates, self.offers, self.requests, self.hosts, self.ending)
        return sum(len(part) for part in parts)


def coordination_desk(community: Community, *, reader: User) -> CoordinationDesk:
    """Everything that waits in one community."""
    candidates = [
        WaitingCandidate(
            membership=row,
            sponsors=[word.sponsor.display_name for word in row.sponsorships.all()],
            clock=_clock(row.applied_at, settings.HOSTING_WELCOME_WITHIN),
        )
        for row in candidates_of(community, reader=reader)[:MAX_ROWS]
    ]
    face = face_subquery("host", reader)
    offers = _offers_under_review().filter(community=community).select_related("host")
    offers = offers.annotate(face=face)
    day_ago = timezone.now() - settings.HOSTING_UNANSWERED_SEEN_AFTER
    sent = Request.objects.filter(
        offer__community=community,
        state=RequestState.SENT,
        sent_at__lte=day_ago,
        is_counterpart=False,
    )
    rows = sent.select_related("offer", "host").annotate(face=face).order_by("answer_by", "pk")
    return CoordinationDesk(
        candidates=candidates,
        offers=[
            WaitingOffer(
                public_id=offer.public_id,
                kind=offer.get_kind_display(),
                title=offer.draft_title,
                language=offer.language,
                host=offer.host.display_name,
                face=face_url(getattr(offer, "face", None)),
                clock=_clock(offer.submitted_at, settings.HOSTING_READ_WITHIN),
                is_own=offer.host_id == reader.pk,
            )
            for offer in offers[:MAX_ROWS]
        ],
        requests=[
            WaitingRequest(
                offer=row.offer.title,
                language=row.offer.language,
                host=row.host,
                face=face_url(getattr(row, "face", None)),
                waited=format_duration(timezone.now() - row.sent_at),
                clock=countdown_between(row.sent_at, row.answer_by),
            )
            for row in rows[:MAX_ROWS]
        ],
        hosts=unresponsive_hosts(community, reader=reader),
        ending=list(attestations_ending_in(community, reader=reader)),
    )


def count_waiting_for(coordinator: User) -> int:
    """Candidates and offers that this person may answer."""
    return row_count(waiting_rows(coordinator))


def waiting_rows(coordinator: User) -> tuple[QuerySet[Membership], QuerySet[Offer]]:
    """The rows of them, for the header to count."""
    own_communities = Membership.objects.coordinating(coordinator).values("community")
    candidates = Membership.objects.candidates().filter(community__in=own_communities)
    return candidates, _offers_under_review().filter(community__in=own_communities).exclude(
        host=coordinator
    )


def members_of(community: Community, *, reader: User) -> QuerySet[Membership]:
    """Everybody, coordinators first, with the number of offers that are public and the `face` that
    this reader may see.
    """
    shown = Count(
        "person__offers",
        filter=Q(person__offers__community=community, person__offers__live=True),
    )
    members = community.memberships.select_related("person").annotate(
        offers=shown, face=face_subquery("person", reader)
    )
    return members.order_by("-is_coordinator", "state", "person__display_name", "pk")


def members_matching(
    community: Community, *, reader: User, words: str = "", state: str = "", lacks: str = ""
) -> QuerySet[Membership]:
    """Of `members_of`, those with these words in their name, in this state, and without this.

    Nobody who has left is in it unless asked for.
    """
    members = members_of(community, reader=reader)
    members = members.filter(state=state) if state else members.exclude(state=MembershipState.LEFT)
    if words:
        members = members.filter(person__display_name__icontains=words)
    if lacks == "charter":
        members = members.exclude(charter_signed_version=community.charter_version)
    elif lacks == "meeting":
        members = members.filter(met_at=None)
    elif lacks == "offer":
        members = members.alias(shown=F("offers")).filter(shown=0)
    return members


def sort_members(members: Iterable[Membership]) -> list[Membership]:
    """Coordinators first, then by state and name: Célestin stands before Cyprien.

    Databases compare accents by the locale that they were made with, so names are compared here.
    """
    return sorted(
        members,
        key=lambda one: (
            not one.is_coordinator,
            one.state,
            folded_name(one.person.display_name),
            one.pk,
        ),
    )


def _offers_under_review() -> QuerySet[Offer]:
    """Handed in by somebody who is still an active member."""
    members = Membership.objects.active().filter(
        community=OuterRef("community"), person=OuterRef("host")
    )
    return Offer.objects.under_review().filter(Exists(members)).order_by("submitted_at", "pk")


def _clock(start: datetime, within: timedelta) -> Countdown:
    return countdown_between(start, start + within)
