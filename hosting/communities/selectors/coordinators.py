"""Who looks after a community: they decide on what is reported there."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from commons.accounts.models import User
from hosting.communities.models.communities import Membership


def coordinated_communities(person: Any) -> QuerySet[Membership, Any]:
    """The communities of a coordinator, of whom no more than the key may be known."""
    return Membership.objects.coordinating(person).values("community")


def people_looked_after_by(coordinator: User) -> QuerySet[User]:
    """Members in the communities of a coordinator; an application alone makes nobody one."""
    seats = Membership.objects.active().filter(community__in=coordinated_communities(coordinator))
    people: QuerySet[User] = User.objects.filter(pk__in=seats.values("person"))
    return people


def coordinates_all_of(helper: User, person: User) -> bool:
    """Whether `helper` coordinates every community that `person` coordinates."""
    theirs = Membership.objects.coordinating(person)
    return not theirs.exclude(community__in=coordinated_communities(helper)).exists()


def coordinators_of(*communities: int) -> QuerySet[User]:
    seats = Membership.objects.active().filter(community__in=communities, is_coordinator=True)
    people: QuerySet[User] = User.objects.filter(is_active=True)
    return people.filter(pk__in=seats.values("person"))
