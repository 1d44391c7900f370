"""What members of a trip hear of its polls."""

from __future__ import annotations

from typing import Final

from commons.notifications.actions import notices
from travel_stories.trip_decisions.models.deciding import Poll
from travel_stories.trips.models.members import TripMember

MAIL: Final = "trip_decisions/email/"
POLL_CLOSED: Final = f"{MAIL}poll_closed.txt"
POLL_OPENED: Final = f"{MAIL}poll_opened.txt"


def notify_of_poll(poll: Poll, template: str, *, by: TripMember | None = None) -> None:
    """Whoever has an account, except whoever did it; `subject` is the poll."""
    title, name = poll.trip.title, by.name if by else ""
    for seat in poll.trip.members.present().exclude(person=None).select_related("person"):
        if seat.person is not None and (by is None or seat.pk != by.pk):
            notices.notify(seat.person, template, poll, by=name, trip=title)
