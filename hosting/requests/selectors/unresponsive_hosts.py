"""Hosts whose last request went out without a word from them, and when they were last seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from commons.accounts.models import User
from commons.audit.models import AuditEntry
from commons.profiles.selectors import face_subquery, face_url
from hosting.communities.models.communities import Community, Membership
from hosting.offers.models.offers import Offer
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState

UNANSWERED_STATES = (RequestState.SENT, RequestState.WITHDRAWN, RequestState.RELEASED)
MAX_ROWS = 50  # rows of the list


@dataclass(frozen=True, slots=True)
class UnresponsiveHost:
    """Let the last request go out without a word. What may be pressed follows from the nudge."""

    public_id: str  # of the membership
    name: str
    face: str
    count: int
    since: datetime
    seen_on: date | None
    reminded_on: date | None
    may_remind: bool
    may_pause: bool


def unresponsive_hosts(community: Community, *, reader: User) -> list[UnresponsiveHost]:
    """Nobody presses anything about themselves. One read."""
    rows = unresponsive_members(community.memberships.active()).select_related("person")
    rows = rows.annotate(face=face_subquery("person", reader))
    hosts = []
    for row in rows[:MAX_ROWS]:
        count, since, seen_at = (getattr(row, name) for name in ("count", "since", "seen_at"))
        now = timezone.now()
        nudged_at, is_own = row.nudged_at, row.person_id == reader.pk
        rested = nudged_at is None or nudged_at <= now - settings.HOSTING_NUDGE_AGAIN_AFTER
        waited = nudged_at is not None and nudged_at <= now - settings.HOSTING_PARK_AFTER
        hosts.append(
            UnresponsiveHost(
                public_id=row.public_id,
                name=row.person.display_name,
                face=face_url(getattr(row, "face", None)),
                count=count,
                since=since,
                seen_on=timezone.localtime(seen_at).date(),
                reminded_on=timezone.localtime(nudged_at).date() if nudged_at else None,
                may_remind=rested and not is_own,
                may_pause=waited and not is_own,
            )
        )
    return hosts


def is_unresponsive(membership: Membership) -> bool:
    """Still, and with something that guests could ask for."""
    rows = Membership.objects.active().filter(pk=membership.pk)
    return unresponsive_members(rows).exists()


def unresponsive_members(members: QuerySet[Membership]) -> QuerySet[Membership]:
    """Whoever has paused everything keeps nobody waiting. The most silent first."""
    recent = timezone.now() - settings.HOSTING_SILENCE_SEEN
    requests = Request.objects.filter(
        host=OuterRef("person"), offer__community=OuterRef("community")
    )
    lapsed = requests.filter(state=RequestState.EXPIRED, closed_at__gt=recent)
    public_offers = Offer.objects.public().filter(
        host=OuterRef("person"), community=OuterRef("community")
    )
    last_entries = AuditEntry.objects.filter(actor=OuterRef("person")).order_by("-pk")
    answered = requests.exclude(state__in=UNANSWERED_STATES).order_by("-sent_at", "-pk")
    silent = members.annotate(
        last=Subquery(answered.values("state")[:1]),
        since=Subquery(lapsed.order_by("closed_at").values("closed_at")[:1]),
        count=Subquery(lapsed.order_by().values("host").annotate(n=Count("pk")).values("n")),
        seen_at=Greatest(
            Coalesce("person__last_login", "person__date_joined"),
            Coalesce(Subquery(last_entries.values("at")[:1]), F("person__date_joined")),
        ),
    ).filter(Exists(public_offers), last=RequestState.EXPIRED, since__isnull=False)
    return silent.order_by("-count", "since", "pk")
