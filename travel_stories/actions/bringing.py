"""What a group decided elsewhere comes into a trip that begins from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from commons.accounts.permissions import require
from travel_stories.actions.plans import earlier, lock_trip, note_added
from travel_stories.actions.polls import require_options, set_options
from travel_stories.enums import PollKind
from travel_stories.models import Ballot, Edit, Poll, PollOption, Trip, TripMember
from travel_stories.queries.trip_files import PollFile


@transaction.atomic
def bring_poll(
    *,
    trip: Trip,
    told: PollFile,
    options: Sequence[PollOption],
    seats: Mapping[str, TripMember],
    edit: Edit,
) -> Poll:
    """As it stood there, with every ballot. Nobody is told: nobody else is here yet."""
    require(edit.by, "travel_stories.decide", trip)

    trip = lock_trip(trip)
    if known := earlier(edit):
        return Poll.objects.get(pk=known.part)
    require_options(trip, PollKind(told.kind), options)

    poll = Poll(
        trip=trip, by=seats[told.by], kind=told.kind, closed_at=told.closed_at, **told.words
    )
    poll.save()
    set_options(poll, options)
    _count_again(poll, told, options, seats)
    note_added(trip, poll, edit)
    return poll


def _count_again(
    poll: Poll,
    told: PollFile,
    options: Sequence[PollOption],
    seats: Mapping[str, TripMember],
) -> None:
    for voter, places in told.ballots.items():
        ballot = Ballot.objects.create(poll=poll, by=seats[voter], is_given=True)
        ballot.options.set([options[place - 1] for place in places])
