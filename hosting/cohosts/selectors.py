"""Who helps with an offer, for its host, for the helpers, and for guests."""

from __future__ import annotations

from functools import cache

from django.db.models import OuterRef, QuerySet, Subquery

from commons.accounts.models import User
from core.db.json_rows import JSONRowsColumn, json_rows_subquery
from hosting.cohosts.models import CoHost
from hosting.offers.models.offers import Offer


def co_hosts_of(offer: Offer | int) -> QuerySet[CoHost]:
    """Active ones, the first first."""
    return CoHost.objects.active().filter(offer=offer).select_related("person").order_by("pk")


def co_hostings_of(person: User) -> QuerySet[CoHost]:
    """What this person helps with, by offer."""
    rows = CoHost.objects.active().filter(person=person)
    return rows.select_related("offer__host", "offer__community").order_by("offer__title", "pk")


def invitations_to(person: User) -> QuerySet[CoHost]:
    """What they are asked to help with, and haven't answered."""
    rows = CoHost.objects.open_to(person)
    return rows.select_related("offer__host", "offer__community").order_by("pk")


@cache  # an expression holds no rows: each query that it is put into copies it
def answering_co_hosts_subquery(*, offer: str) -> Subquery:
    """Those who answer requests, with their names, in one column of another read.

    `offer` is a column of the other read.
    """
    rows = CoHost.objects.active().filter(may_answer=True, offer=OuterRef(offer))
    return json_rows_subquery(rows, columns=("pk", "person", "person__display_name"))


def parse_co_hosts(column: JSONRowsColumn) -> tuple[tuple[int, str], ...]:
    """What `answering_co_hosts_subquery` brought: key and name, the first invited first."""
    return tuple((person, name) for _pk, person, name in column or ())
