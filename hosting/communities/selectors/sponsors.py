"""Who vouched for a member, by name, where they agreed to be named."""

from __future__ import annotations

from functools import cache

from django.db.models import OuterRef, Subquery

from commons.profiles.selectors import agreed_to_be_named
from core.db.json_rows import JSONRowsColumn, json_rows_subquery
from hosting.communities.models.communities import Sponsorship

MAX_NAMED = 4  # of one member


@cache  # an expression holds no rows: each query that it is put into copies it
def sponsors_subquery(*, community: str, person: str) -> Subquery:
    """Names of the active members who vouched for this person there, in one column of another read.

    `community` and `person` are columns of the other read.
    """
    rows = Sponsorship.objects.by_members().filter(
        agreed_to_be_named("sponsor"),
        membership__community=OuterRef(community),
        membership__person=OuterRef(person),
    )
    columns = ("pk", "sponsor__display_name")
    return json_rows_subquery(rows, columns=columns)


def parse_sponsors(column: JSONRowsColumn) -> tuple[str, ...]:
    """What `sponsors_subquery` brought, in the order in which they vouched."""
    return tuple(name for _pk, name in column or ())[:MAX_NAMED]
