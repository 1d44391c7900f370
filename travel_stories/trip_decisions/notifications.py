"""What members of a trip hear of its polls."""

from __future__ import annotations

from typing import Final

from commons.blocking.selectors import out_of_contact
from commons.notifications.actions import notices
from travel_stories.trip_decisions.models.deciding import Poll
from travel_stories.trips.models.members import TripMember

MAIL: Final = "trip_decisions/email/"
POLL_CLOSED: Final = f"{MAIL}poll_closed.txt"
POLL_OPENED: Final = f"{MAIL}poll_opened.txt"


def notify_of_poll(poll: Poll, template: str, *, by: TripMember | None = None) -> None:
    """Whoever has an account, except whoever did it; `subject` is the poll.

    Its words reach nobody by mail who has blocked its author, or is blocked by them: both see it
    on the page of the trip.
    """
    title, name = poll.trip.title, by.name if by else ""
    seats = poll.trip.members.present().exclude(person=None).select_related("person")
    people = {seat.person: seat for seat in seats if seat.person is not None}
    author = poll.by.person
    left_out = out_of_contact(author, people) if author is not None else set()
    for person, seat in people.items():
        if person.pk not in left_out and (by is None or seat.pk != by.pk):
            notices.notify(person, template, poll, by=name, trip=title)
