"""What somebody who leaves takes along: their say in what isn't decided yet."""

from __future__ import annotations

from travel_stories.trip_decisions.models.deciding import Ballot, Poll, Voice
from travel_stories.trips.models.members import TripMember


def withdraw_votes(member: TripMember) -> None:
    """Voices, and ballots in polls that still run. A result that stands stays as it was."""
    Voice.objects.filter(by=member).update(opinion="")
    running = Poll.objects.running().filter(trip=member.trip_id)
    for ballot in Ballot.objects.filter(by=member, poll__in=running):
        ballot.options.clear()
        ballot.is_given = False
        ballot.save(update_fields=["is_given"])
