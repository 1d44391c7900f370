"""Parts of a file, read with suspicion: each field by its own rules, as if a person typed it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from travel_stories.collaboration.models import Versioned
from travel_stories.notebooks.exports.trip_export import with_keys
from travel_stories.trip_decisions.models.comments import Comment
from travel_stories.trip_decisions.validators import MOST_COMMENTS
from travel_stories.trips.validators import check_day

UNREADABLE = (ValidationError, FieldDoesNotExist, TypeError, ValueError, OverflowError)
RECKONED = frozenset({"trip", "checklist", "cents", "owed", "unit"})  # not read from a file


def no_trip() -> ValidationError:
    return ValidationError(
        _("This isn’t a trip file. Choose a file exported from a trip on this site."), code="parts"
    )


def refused(where: Any, why: object, *, code: str = "field") -> ValidationError:
    """Says which part can't be read, and why."""
    return ValidationError(
        _("In %(where)s: %(why)s"), params={"where": where, "why": why}, code=code
    )


def rows_of(data: Mapping[str, Any], name: str, most: int) -> list[dict[str, Any]]:
    rows = data.get(name, [])
    right = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
    if not right or len(rows) > most:
        raise no_trip()
    return list(rows)


def words_of(
    model: type[Versioned], data: Mapping[str, Any], where: Any, *, but: tuple[str, ...] = ()
) -> dict[str, Any]:
    """What people write in a row of this kind."""
    row = model()
    try:
        words = with_keys(model, data)
        for name in words.keys() & set(model.WORDS):
            value = words[name]
            related = model.field(name).is_relation
            setattr(row, name, value if related else model.field(name).to_python(value))
            if not related:
                written = getattr(row, name)
                # A model leaves the length of long texts to its forms, and here is none.
                most = getattr(model.field(name), "max_length", None)
                ProhibitNullCharactersValidator()(written)
                if most is not None and isinstance(written, str):
                    MaxLengthValidator(most)(written)
                if isinstance(written, date) and not isinstance(written, datetime):
                    check_day(written)
        row.clean_fields(exclude={*RECKONED, *but})
    except UNREADABLE as refusal:
        raise refused(where, first_words(refusal)) from None
    return {name: getattr(row, name) for name in model.WORDS if name not in but} | {
        name: words[name] for name in model.LISTS if name in words
    }


def comments_of(data: Mapping[str, Any], where: Any) -> list[str]:
    comments = data.get("comments", [])
    right = isinstance(comments, list) and all(isinstance(words, str) for words in comments)
    if not right or len(comments) > MOST_COMMENTS:
        raise no_trip()
    about = ("by", "idea", "poll", "step")
    return [words_of(Comment, {"words": words}, where, but=about)["words"] for words in comments]


def places_of(rows: list[dict[str, Any]]) -> dict[str, int]:
    """By the id that a row has in the file, where it stands among its like."""
    ids = enumerate(row.get("public_id") for row in rows)
    return {public_id: place for place, public_id in ids if isinstance(public_id, str)}


def first_words(refusal: Exception) -> str:
    if not isinstance(refusal, ValidationError):
        return str(_("unreadable content"))
    if hasattr(refusal, "error_dict"):
        name, errors = next(iter(refusal.message_dict.items()))
        return f"{name}: {errors[0]}"
    return str(refusal.messages[0])
