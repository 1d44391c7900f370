"""What a group decided elsewhere comes into a trip that begins from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from core.permissions import require
from travel_stories.collaboration.actions.changes import find_earlier, record_addition
from travel_stories.notebooks.trip_files import PollFile
from travel_stories.trip_decisions.actions.polls import require_options, set_options
from travel_stories.trip_decisions.choices import PollKind
from travel_stories.trip_decisions.models.deciding import Ballot, Poll, PollOption
from travel_stories.trips.actions.plans import lock_trip
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.plans import TripEdit
from travel_stories.trips.models.trips import Trip


@transaction.atomic
def import_poll(
    *,
    trip: Trip,
    data: PollFile,
    options: Sequence[PollOption],
    seats: Mapping[str, TripMember],
    edit: TripEdit,
) -> Poll:
    """As it stood there, with every ballot. Nobody is told: nobody else is here yet."""
    require(edit.by, "trip_decisions.decide", trip)

    trip = lock_trip(trip)
    if known := find_earlier(edit):
        return Poll.objects.get(pk=known.part)
    require_options(trip, PollKind(data.kind), options)

    poll = Poll(
        trip=trip, by=seats[data.by], kind=data.kind, closed_at=data.closed_at, **data.words
    )
    poll.save()
    set_options(poll, options)
    for voter, places in data.ballots.items():
        ballot = Ballot.objects.create(poll=poll, by=seats[voter], is_given=True)
        ballot.options.set([options[place - 1] for place in places])
    record_addition(trip, poll, edit)
    return poll
