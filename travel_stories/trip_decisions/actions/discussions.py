"""Members say something about an idea, a poll or a step."""

from __future__ import annotations

from django.db import transaction

from core.permissions import require
from travel_stories.collaboration.actions.changes import find_earlier, record_addition
from travel_stories.trip_decisions.errors import TooManyCommentsError
from travel_stories.trip_decisions.models.comments import Comment
from travel_stories.trip_decisions.models.deciding import Idea, Poll
from travel_stories.trip_decisions.validators import MOST_COMMENTS
from travel_stories.trips.actions.parts import present
from travel_stories.trips.actions.plans import lock_trip
from travel_stories.trips.models.plans import TripEdit
from travel_stories.trips.models.steps import Step


@transaction.atomic
def add_comment(*, about: Idea | Poll | Step, words: str, edit: TripEdit) -> Comment:
    """Raises PartGoneError, TooManyCommentsError."""
    require(edit.by, "trip_decisions.decide", about.trip)

    trip = lock_trip(about.trip)
    about = present(about, trip)
    if known := find_earlier(edit):
        return Comment.objects.get(pk=known.part)
    if trip.comments.present().count() >= MOST_COMMENTS:
        raise TooManyCommentsError(most=MOST_COMMENTS)

    comment = Comment(trip=trip, by=edit.by, words=words, **{about.NOUN: about})
    comment.save()
    record_addition(trip, comment, edit)
    return comment
