"""Who may leave words afterwards, answer them and take them back."""

import rules

from commons.accounts.permissions import Visitor
from hosting.notes.models import Note
from hosting.requests.rules import is_party


@rules.predicate
def is_about(person: Visitor, note: Note) -> bool:
    return note.about_id == person.pk


@rules.predicate
def has_written(person: Visitor, note: Note) -> bool:
    return note.author_id == person.pk


rules.add_perm("notes.leave_note", rules.is_active & is_party)
rules.add_perm("notes.answer_note", rules.is_active & is_about)
rules.add_perm("notes.withdraw_note", rules.is_active & has_written)
rules.add_perm("notes.publish_note", rules.always_deny)  # left to SYSTEM
