"""A membership is suspended by a decision like any other: with reasons, open to an appeal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import User
from commons.accounts.permissions import Actor, Visitor
from commons.moderation.models import Decision
from commons.moderation.reportable_types import ReportableType, Words
from commons.moderation.states import Measure
from hosting.communities.actions.departures import suspend_member, undo_suspension
from hosting.communities.models.communities import Membership
from hosting.communities.selectors.coordinators import coordinated_communities, coordinators_of
from hosting.communities.selectors.founding import people_who_run_communities


class ReportableMembership(ReportableType):
    """Nobody reports a membership: what a person does is told of the person, or in confidence."""

    name = "member"
    label = gettext_lazy("a membership")
    model = Membership
    measures = (Measure.NONE, Measure.PAUSED)
    reach = gettext_lazy("The decision applies in this community until a new decision is made.")

    def find(self, public_id: str, visitor: Visitor) -> None:
        return None

    def find_for(self, public_id: str, person: User) -> Membership | None:
        members = Membership.objects.active().select_related("person", "community")
        return members.filter(public_id=public_id).first()

    def title_of(self, subject: Membership) -> str:
        return f"{subject.person.display_name}, {subject.community.name}"

    def words_of(self, subject: Membership) -> Words:
        return [
            (_("Person"), subject.person.display_name),
            (_("Community"), subject.community.name),
        ]

    def authors_of(self, subject: Membership) -> Iterable[User]:
        return (subject.person,)

    def decided_by(self, person: Any) -> QuerySet[Membership]:
        """Its coordinators, and whoever of the co-operative runs communities."""
        runs_communities = people_who_run_communities().filter(pk=person.pk)
        return Membership.objects.filter(
            Q(community__in=coordinated_communities(person)) | Exists(runs_communities)
        )

    def deciders_of(self, subject: Membership) -> Iterable[User]:
        return coordinators_of(subject.community_id)

    def within(self, place: Any) -> QuerySet[Membership]:
        return Membership.objects.filter(community=place)

    def hide(self, subject: Membership, *, by: Actor) -> None:
        decisions = Decision.objects.filter(case__kind=self.name, case__subject_id=subject.pk)
        newest = decisions.order_by("pk").last()
        suspend_member(membership=subject, reason=newest.words if newest else "", by=by)

    def show(self, subject: Membership, *, by: Actor) -> None:
        undo_suspension(membership=subject, by=by)
