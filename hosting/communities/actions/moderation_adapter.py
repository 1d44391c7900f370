"""What anybody can report of a community, and what a decision does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import User
from commons.accounts.permissions import Actor, Visitor
from commons.moderation.reportable_types import (
    ReportablePart,
    ReportableType,
    Words,
)
from commons.moderation.states import Measure
from core.registry import Registry
from hosting.communities.actions import moderation_effects as effects
from hosting.communities.models.communities import Community
from hosting.communities.selectors.coordinators import coordinators_of

type PartsProvider = Callable[[Community], Iterable[ReportablePart]]

_parts = Registry[PartsProvider]()


def register_parts_of_community(provider: PartsProvider) -> None:
    """What else on its page can be reported. A package registers when it starts."""
    _parts.register(provider)


class ReportableCommunity(ReportableType):
    """Its coordinators wrote it, so only the co-operative decides."""

    name = "community"
    label = gettext_lazy("a community page")
    model = Community
    measures = (Measure.NONE, Measure.ASKED, Measure.HIDDEN)

    def find(self, public_id: str, visitor: Visitor) -> Community | None:
        return Community.objects.public().filter(public_id=public_id).first()

    def words_of(self, subject: Community) -> Words:
        return [
            (_("Name"), subject.name),
            (
                _("Description in one sentence"),
                "\n".join(filter(None, (subject.summary_fr, subject.summary_en))),
            ),
            (_("Their story"), subject.story),
            (_("Territory"), subject.territory),
            (_("Charter"), subject.charter),
        ]

    def authors_of(self, subject: Community) -> Iterable[User]:
        return coordinators_of(subject.pk)

    def parts_of(self, subject: Community, visitor: Visitor) -> Iterator[ReportablePart]:
        if subject.photo is not None and not subject.photo.withheld:
            yield ReportablePart("photo", subject.photo.public_id, _("The photo"))
        for provide in _parts:
            yield from provide(subject)

    def within(self, place: Any) -> QuerySet[Community]:
        return Community.objects.filter(pk=place.pk)

    def hide(self, subject: Community, *, by: Actor) -> None:
        effects.hide_community(subject)

    def show(self, subject: Community, *, by: Actor) -> None:
        effects.unhide_community(subject)
