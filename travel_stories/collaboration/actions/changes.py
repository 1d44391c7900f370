"""How a change is numbered, recorded, and kept aside as a conflict, for trips and for stories.

The caller has asked `require`, and holds the lock of the root.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core.permissions import require
from travel_stories.collaboration.choices import Outcome, Verb
from travel_stories.collaboration.errors import ChangedMeanwhileError
from travel_stories.collaboration.models import (
    Collaborator,
    Edit,
    Numbered,
    Versioned,
    VersionedPart,
    VersionedRoot,
)
from travel_stories.collaboration.ranks import place_behind, rank_behind, spread
from travel_stories.collaboration.signals import change_recorded


def locked_row[Row: Versioned](model: type[Row], pk: int, **where: Any) -> Row:
    """`model.objects.filter(**where).locked(pk)`, for whichever model."""
    rows: Any = model._default_manager.filter(**where)
    row: Row = rows.locked(pk)
    return row


def find_earlier[Member: Collaborator](edit: Edit[Member]) -> Any | None:
    """The change that this one repeats."""
    return edit.by.changes.filter(key=edit.key).exclude(outcome=Outcome.CONFLICT).first()


def require_unchanged[Member: Collaborator](
    part: Versioned, edit: Edit[Member], *, moved: bool = False
) -> None:
    """Refuse words that were written on something older, or a move from where it stands no longer.

    Raises ChangedMeanwhileError, and `PART_GONE` of a part that was removed.
    """
    if not part.is_present:
        raise part.PART_GONE(part=part)
    number = part.change_number(moved=moved)
    if edit.based_on < number:
        last = changes_of(part, moved=moved).exclude(outcome=Outcome.CONFLICT).first()
        # what was made together with its root has no change of its own
        by = last.by.name if last else _("Someone")
        raise ChangedMeanwhileError(by=by, part=part, number=number)


def record_change[Member: Collaborator](
    root: VersionedRoot,
    part: Versioned,
    verb: Verb,
    edit: Edit[Member],
    *,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    outcome: Outcome = Outcome.APPLIED,
    **columns: Any,
) -> Any:
    """Give the change its number; return its row. `columns` are those of its table alone."""
    return root.changes.create(
        number=next_number(root),
        by=edit.by,
        verb=verb,
        noun=part.NOUN,
        part=part.pk,
        title=str(part)[:200],
        before=before,
        after=after,
        key=edit.key,
        outcome=outcome,
        **columns,
    )


def next_number(root: Numbered) -> int:
    """Of the next change of a locked root."""
    root.last_number += 1
    root.save(update_fields=["last_number"])
    change_recorded.send(sender=type(root), root=root)
    return root.last_number


def record_addition[Member: Collaborator](
    root: VersionedRoot, part: Versioned, edit: Edit[Member]
) -> None:
    """Something that was written down just now has its first number."""
    change = record_change(root, part, Verb.ADDED, edit, before=None, after=part.snapshot())
    part.set_change_number(change.number)
    part.set_change_number(change.number, moved=True)
    part.save(update_fields=part.NUMBERS)


def record_removal[Member: Collaborator](
    root: VersionedRoot, part: VersionedPart, edit: Edit[Member]
) -> None:
    """Take a part out. It stays, so that it can be brought back."""
    change = record_change(root, part, Verb.REMOVED, edit, before=part.snapshot(), after=None)
    part.removed_at, part.version = timezone.now(), change.number
    part.save(update_fields=["removed_at", "version"])


def record_restoration[Member: Collaborator](
    root: VersionedRoot, part: VersionedPart, edit: Edit[Member]
) -> None:
    """Bring a part back."""
    change = record_change(root, part, Verb.RESTORED, edit, before=None, after=part.snapshot())
    part.removed_at, part.version = None, change.number
    part.save(update_fields=["removed_at", "version"])


def make_room(others: Sequence[Any], after: Any | None) -> float:
    """The rank behind `after` among `others`, which are in order; their ranks are drawn anew where
    no room is left.
    """
    rank = rank_behind(others, after)
    if rank is None:
        spread(others)
        type(others[0])._default_manager.bulk_update(others, ["rank"])
        rank = rank_behind(others, after)
    return rank if rank is not None else float(place_behind(others, after))


@transaction.atomic
def save_conflict_copy[Member: Collaborator](
    *, part: Versioned, wanted: Mapping[str, Any], edit: Edit[Member]
) -> Any:
    """Put what somebody wrote on an older state into the history: nothing typed is lost."""
    root = locked_row(type(part.root), part.root.pk)
    require(edit.by, root.SEE_PERMISSION, root)

    if known := edit.by.changes.filter(key=edit.key).first():
        return known
    return record_change(
        root,
        part,
        Verb.CHANGED,
        edit,
        before=part.snapshot(),
        after=wanted,
        outcome=Outcome.CONFLICT,
    )


def changes_of(part: Versioned, *, moved: bool) -> QuerySet[Any]:
    """The newest first; moves and changes of words are two lines that don't cross."""
    changes = part.root.changes.filter(noun=part.NOUN, part=part.pk)
    own: QuerySet[Any] = (
        changes.filter(verb=Verb.MOVED) if moved else changes.exclude(verb=Verb.MOVED)
    )
    return own.select_related("by").order_by("-number")
