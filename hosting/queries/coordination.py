"""What waits for the coordinators of a community, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.queries.panels import count_of
from core.clocks import Clock, clock_between, time_in_words
from hosting.enums import RequestState
from hosting.models import Attestation, Community, Membership, Offer, Request
from hosting.queries.attestations import ending_in
from hosting.queries.communities import candidates_of
from hosting.queries.silence import SilentHost, silent_hosts

MOST = 50  # rows of one list


@dataclass(frozen=True, slots=True)
class WaitingCandidate:
    membership: Membership
    sponsors: list[str]
    clock: Clock


@dataclass(frozen=True, slots=True)
class WaitingOffer:
    """`is_own`: somebody else reads it."""

    public_id: str
    kind: str
    title: str
    host: str
    clock: Clock
    is_own: bool


@dataclass(frozen=True, slots=True)
class WaitingRequest:
    """What a coordinator may know of a request: no guest, no words, no dates."""

    offer: str
    host: User
    waited: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class Waiting:
    """One desk."""

    candidates: list[WaitingCandidate]
    offers: list[WaitingOffer]
    requests: list[WaitingRequest]
    hosts: list[SilentHost]
    ending: list[Attestation]

    @property
    def count(self) -> int:
        parts = (self.candidates, self.offers, self.requests, self.hosts, self.ending)
        return sum(len(part) for part in parts)


def waiting_in(community: Community, *, reader: User) -> Waiting:
    """Everything that waits in one community."""
    return Waiting(
        candidates=_candidates(community),
        offers=_offers(community, reader),
        requests=_requests(community),
        hosts=silent_hosts(community, reader=reader),
        ending=list(ending_in(community)),
    )


def communities_coordinated_by(person: User) -> QuerySet[Community]:
    """In every state: a community that rests is still somebody's task."""
    mine = Membership.objects.coordinating(person).values("community")
    return Community.objects.filter(pk__in=mine).select_related("locality")


def count_waiting_for(coordinator: User) -> int:
    """Candidates and offers that this person may answer."""
    return count_of(waiting_rows(coordinator))


def waiting_rows(coordinator: User) -> tuple[QuerySet[Membership], QuerySet[Offer]]:
    """The rows of them, for the header to count."""
    mine = Membership.objects.coordinating(coordinator).values("community")
    candidates = Membership.objects.candidates().filter(community__in=mine)
    return candidates, _offers_to_read().filter(community__in=mine).exclude(host=coordinator)


def _candidates(community: Community) -> list[WaitingCandidate]:
    return [
        WaitingCandidate(
            membership=row,
            sponsors=[word.sponsor.display_name for word in row.sponsorships.all()],
            clock=_clock(row.applied_at, settings.HOSTING_WELCOME_WITHIN),
        )
        for row in candidates_of(community)[:MOST]
    ]


def _offers_to_read() -> QuerySet[Offer]:
    """Handed in by somebody who is still an active member."""
    members = Membership.objects.active().filter(
        community=OuterRef("community"), person=OuterRef("host")
    )
    return Offer.objects.in_reading().filter(Exists(members)).order_by("submitted_at", "pk")


def _offers(community: Community, reader: User) -> list[WaitingOffer]:
    offers = _offers_to_read().filter(community=community).select_related("host")
    return [
        WaitingOffer(
            public_id=offer.public_id,
            kind=offer.get_kind_display(),
            title=offer.draft_title,
            host=offer.host.display_name,
            clock=_clock(offer.submitted_at, settings.HOSTING_READ_WITHIN),
            is_own=offer.host_id == reader.pk,
        )
        for offer in offers[:MOST]
    ]


def _requests(community: Community) -> list[WaitingRequest]:
    sent = Request.objects.filter(offer__community=community, state=RequestState.SENT)
    rows = sent.select_related("offer", "host").order_by("answer_by", "pk")
    return [
        WaitingRequest(
            offer=row.offer.title,
            host=row.host,
            waited=time_in_words(timezone.now() - row.sent_at),
            clock=clock_between(row.sent_at, row.answer_by),
        )
        for row in rows[:MOST]
    ]


def _clock(start: datetime, within: timedelta) -> Clock:
    return clock_between(start, start + within)
