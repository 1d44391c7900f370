"""What was told in confidence, as those may read it who look after a community."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel, Rows, register_on_desk
from hosting.models import Concern

MAX_SETTLED = 20  # of those that are settled, the latest


@dataclass(frozen=True, slots=True)
class ConcernList:
    """What waits for somebody, and what was done lately."""

    waiting: list[Concern]
    settled: list[Concern]


def concerns_for(person: User) -> ConcernList:
    """Two reads; safety first, then as they came."""
    rows = Concern.objects.readable_by(person).select_related(
        "by", "about", "request__offer__community", "settled_by"
    )
    return ConcernList(
        waiting=list(rows.open().order_by("-is_safety", "pk")),
        settled=list(rows.filter(settled_at__isnull=False).order_by("-settled_at")[:MAX_SETTLED]),
    )


def concern_panels(person: User) -> Iterator[Panel]:
    """On the desk stands only that there is something to read."""
    if rows := list(Concern.objects.readable_by(person).open()):
        yield Panel(
            title=_("Told in confidence"),
            template="hosting/parts/desk_concerns.html",
            rows=rows,
            waiting=len(rows),
            url=reverse("hosting:concern-list"),
            more=_("Read what was told"),
        )


def waiting_concerns(coordinator: User) -> Rows:
    return [Concern.objects.open().coordinated_by(coordinator)]


register_on_desk(concern_panels, waits=waiting_concerns)
