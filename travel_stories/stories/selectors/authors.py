"""Who is named below a story or an itinerary, with the portraits they show to everybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, F, OuterRef, QuerySet, Subquery, When

from commons.profiles.selectors import face_subquery, face_url
from core.db.json_rows import JSONRowsColumn, json_rows_subquery
from travel_stories.stories.models.authors import StoryAuthor


@dataclass(frozen=True, slots=True)
class CreditedAuthor:
    """A name in the credits; `face` is the address of a portrait, or nothing."""

    name: str
    face: str = ""


def with_faces[Row: Any](rows: QuerySet[Row]) -> QuerySet[Row]:
    """For rows with a `credit` and a `person`.

    Whoever signs with another name than that of their account has no portrait there: it would tell
    who they are.
    """
    own_name = When(credit=F("person__display_name"), then=face_subquery("person", AnonymousUser()))
    annotated: QuerySet[Row] = rows.annotate(face=Case(own_name))
    return annotated


def credited_authors(rows: Iterable[Any]) -> tuple[CreditedAuthor, ...]:
    """Of rows that `with_faces` read."""
    return tuple(
        CreditedAuthor(row.credit, face_url(getattr(row, "face", None)))
        for row in rows
        if row.credit
    )


@cache  # an expression holds no rows: each query that it is put into copies it
def authors_subquery(story: str) -> Subquery:
    """Those credited in the story that this column points to, in one column of another read."""
    authors = StoryAuthor.objects.credited().filter(story=OuterRef(story))
    columns = ("pk", "credit", "face")
    return json_rows_subquery(with_faces(authors), columns=columns)


def parse_authors(column: JSONRowsColumn, *, credits: str) -> tuple[CreditedAuthor, ...]:
    """What `authors_subquery` brought, as far as these credits of the edition name them."""
    return tuple(
        CreditedAuthor(name, face_url(face))
        for _pk, name, face in column or ()
        if is_named(name, credits)
    )


def is_named(credit: str, credits: str) -> bool:
    """Whether a name is in the credits of an edition, which separate names by commas."""
    return f", {credit}, " in f", {credits}, "
