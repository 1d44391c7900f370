"""Hosts whose last request went out without a word from them, and when they were last seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from commons.accounts.models import AuditEntry, User
from hosting.enums import RequestState
from hosting.models import Community, Membership, Offer, Request

UNSAID = (RequestState.SENT, RequestState.WITHDRAWN, RequestState.LET_GO)
MOST = 50  # rows of the list


@dataclass(frozen=True, slots=True)
class SilentHost:
    """Let the last request go out without a word. What may be pressed follows from the nudge."""

    public_id: str  # of the membership
    name: str
    count: int
    since: datetime
    seen_on: date | None
    nudged_on: date | None
    may_nudge: bool
    may_park: bool


def silent_hosts(community: Community, *, reader: User) -> list[SilentHost]:
    """Nobody presses anything about themselves. One read."""
    rows = silent_members(community.memberships.active()).select_related("person")
    return [_line(row, reader) for row in rows[:MOST]]


def is_silent(membership: Membership) -> bool:
    """Still, and with something that guests could ask for."""
    rows = Membership.objects.active().filter(pk=membership.pk)
    return silent_members(rows).exists()


def silent_members(members: QuerySet[Membership]) -> QuerySet[Membership]:
    """Whoever has paused everything keeps nobody waiting. The most silent first."""
    recent = timezone.now() - settings.HOSTING_SILENCE_SEEN
    asked = Request.objects.filter(host=OuterRef("person"), offer__community=OuterRef("community"))
    lapsed = asked.filter(state=RequestState.EXPIRED, closed_at__gt=recent)
    shown = Offer.objects.public().filter(host=OuterRef("person"), community=OuterRef("community"))
    deeds = AuditEntry.objects.filter(actor=OuterRef("person")).order_by("-pk")
    answered = asked.exclude(state__in=UNSAID).order_by("-sent_at", "-pk")
    silent = members.annotate(
        last=Subquery(answered.values("state")[:1]),
        since=Subquery(lapsed.order_by("closed_at").values("closed_at")[:1]),
        count=Subquery(lapsed.order_by().values("host").annotate(n=Count("pk")).values("n")),
        seen_at=Greatest(
            Coalesce("person__last_login", "person__date_joined"),
            Coalesce(Subquery(deeds.values("at")[:1]), F("person__date_joined")),
        ),
    ).filter(Exists(shown), last=RequestState.EXPIRED, since__isnull=False)
    return silent.order_by("-count", "since", "pk")


def _line(row: Membership, reader: User) -> SilentHost:
    told = {name: getattr(row, name) for name in ("count", "since", "seen_at")}  # annotations
    now = timezone.now()
    nudged_at, is_own = row.nudged_at, row.person_id == reader.pk
    rested = nudged_at is None or nudged_at <= now - settings.HOSTING_NUDGE_AGAIN_AFTER
    waited = nudged_at is not None and nudged_at <= now - settings.HOSTING_PARK_AFTER
    return SilentHost(
        public_id=row.public_id,
        name=row.person.display_name,
        count=told["count"],
        since=told["since"],
        seen_on=timezone.localtime(told["seen_at"]).date(),
        nudged_on=timezone.localtime(nudged_at).date() if nudged_at else None,
        may_nudge=rested and not is_own,
        may_park=waited and not is_own,
    )
