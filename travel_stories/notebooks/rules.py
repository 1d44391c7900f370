"""Who may add documents and forget files."""

from __future__ import annotations

import rules

from travel_stories.notebooks.models.documents import Document
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.rules import decides, has_account, has_seat, in_its_trip, organises


@rules.predicate
def added_it(member: TripMember, document: Document | None) -> bool:
    return document is not None and document.by_id == member.pk and member.left_at is None


rules.add_perm("notebooks.forget_booklet", rules.always_deny)  # left to SYSTEM
rules.add_perm("notebooks.forget_guest", has_seat & ~has_account)
rules.add_perm("notebooks.add_document", has_seat & decides)
rules.add_perm("notebooks.remove_document", in_its_trip & ((added_it & decides) | organises))
rules.add_perm("notebooks.forget_document", rules.always_deny)  # left to SYSTEM
