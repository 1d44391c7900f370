"""Who may decide in a trip, and change what they brought before it."""

from __future__ import annotations

import rules

from travel_stories.trip_decisions.models.comments import Comment
from travel_stories.trip_decisions.models.deciding import Idea, Poll
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.rules import decides, has_seat, in_its_trip, organises


@rules.predicate
def wrote_it(member: TripMember, part: Idea | Poll | Comment | None) -> bool:
    return part is not None and part.by_id == member.pk and member.left_at is None


rules.add_perm("trip_decisions.decide", has_seat & decides)
rules.add_perm("trip_decisions.take_up", has_seat & organises)
for action in ("change_idea", "change_poll", "close_poll", "remove_comment"):
    own = wrote_it & decides
    rules.add_perm(f"trip_decisions.{action}", in_its_trip & (own | organises))
rules.add_perm("trip_decisions.close_overdue_poll", rules.always_deny)  # left to SYSTEM
