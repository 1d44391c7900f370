"""Portraits and introductions, read for whole lists at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from commons.accounts.permissions import Visitor
from commons.media.models import Rendition
from commons.media.rendering import FACE
from commons.profiles.models import Profile
from core.db.json_rows import JSONRowsColumn, json_rows_subquery


@dataclass(frozen=True, slots=True)
class ProfileSummary:
    """What stands beside a name. `face` is the address of the small square, or nothing."""

    face: str = ""
    introduction: str = ""
    language: str = ""


def faces_of(people: Iterable[int | None], viewer: Visitor) -> dict[int, str]:
    """Addresses of the small squares that this viewer may see, by person. One read."""
    wanted = {person for person in people if person is not None}
    if not wanted:
        return {}
    rows = _with_face(Profile.objects.visible_to(viewer).filter(person__in=wanted))
    found = rows.exclude(face=None).values_list("person", "face")
    return {person: face_url(name) for person, name in found}


def profile_subquery(person: str, viewer: Visitor) -> Subquery:
    """The profile of the person that this column points to, in one column of another read."""
    return _profile(person, viewer) if viewer.is_authenticated else _public_profile(person)


@cache  # an expression holds no rows: each query that it is put into copies it
def _public_profile(person: str) -> Subquery:
    return _profile(person, AnonymousUser())


def _profile(person: str, viewer: Visitor) -> Subquery:
    rows = _with_face(Profile.objects.visible_to(viewer).filter(person=OuterRef(person)))
    columns = ("pk", "face", "introduction", "language")
    return json_rows_subquery(rows, columns=columns)


def face_subquery(person: str, viewer: Visitor) -> Subquery:
    """The file of a face, for rows that name a person: `face_url` makes an address of it."""
    rows = _with_face(Profile.objects.visible_to(viewer).filter(person=OuterRef(person)))
    return Subquery(rows.values("face")[:1])


def parse_profile(column: JSONRowsColumn) -> ProfileSummary:
    """What `profile_subquery` brought; empty where there is no profile."""
    for _pk, face, introduction, language in column or ():
        return ProfileSummary(face_url(face), introduction, language)
    return ProfileSummary()


def agreed_to_be_named(person: str) -> Exists:
    """Whether the person that this column points to lets others read whom they vouch for."""
    profiles = Profile.objects.filter(person=OuterRef(person), person__is_active=True)
    return Exists(profiles.filter(is_named_as_sponsor=True, person__hidden_at=None))


def face_url(name: str | None) -> str:
    """Address of the file of a face; empty where there is none."""
    return str(Rendition.file.field.storage.url(name)) if name else ""


def _with_face(profiles: QuerySet[Profile]) -> QuerySet[Any]:
    sizes = Rendition.objects.filter(image=OuterRef("portrait"), filter_spec=FACE.spec)
    return profiles.annotate(face=Subquery(sizes.values("file")[:1]))
