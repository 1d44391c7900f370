"""What invented groups have to decide, and the papers they keep, through the same actions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile

from demo.loading.world import World
from demo.loading.written import DecisionText
from travel_stories.collaboration.models import Edit
from travel_stories.notebooks.actions.documents import add_document
from travel_stories.trip_decisions.actions.ballots import cast_ballot
from travel_stories.trip_decisions.actions.discussions import add_comment
from travel_stories.trip_decisions.actions.ideas import add_idea, give_voice
from travel_stories.trip_decisions.actions.polls import close_poll, open_poll
from travel_stories.trip_decisions.choices import PollKind
from travel_stories.trip_decisions.models.deciding import PollData, PollOption
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.plans import TripEdit
from travel_stories.trips.models.trips import Trip


class Group:
    """The seats of one trip by name or key, and an edit with a key of its own for each action."""

    def __init__(self, trip: Trip, organiser: TripMember, world: World) -> None:
        self.trip, self.organiser, self.world = trip, organiser, world
        self.edit_count = 0

    def seat(self, who: str) -> TripMember | None:
        """A small load has fewer people: somebody may be missing."""
        if who == "organiser":
            return self.organiser
        person = self.world.people.get(who)
        if person is not None:
            return self.trip.members.filter(person=person).first()
        return self.trip.members.filter(person=None, name=who).first()

    def edit(self, by: TripMember) -> TripEdit:
        self.edit_count += 1
        return Edit(
            by=by, key=uuid5(NAMESPACE_URL, f"demo:{self.trip.public_id}:{self.edit_count}")
        )


def decide(written: DecisionText, trip: Trip, organiser: TripMember, world: World) -> None:
    group = Group(trip, organiser, world)
    for idea in written.ideas:
        _propose(group, idea)
    for poll in written.polls:
        _ask(group, poll)
    for document in written.documents:
        if by := group.seat(document["by"]):
            step = trip.steps.filter(title=document.get("step", "")).first()
            file = ContentFile(document["words"].encode(), name="text.txt")
            title, edit = document["title"], group.edit(by)
            add_document(trip=trip, step=step, file=file, title=title, edit=edit)


def _propose(group: Group, spec: dict[str, Any]) -> None:
    by = group.seat(spec["by"])
    if by is None:
        return
    place = group.world.localities.get(spec.get("place", ""))
    words = {"title": spec["title"], "words": spec["words"], "locality": place}
    idea = add_idea(trip=group.trip, words=words, edit=group.edit(by))
    for who, opinion in spec["voices"].items():
        if seat := group.seat(who):
            give_voice(idea=idea, opinion=opinion, edit=group.edit(seat))
    for who, comment in spec["comments"]:
        if seat := group.seat(who):
            add_comment(about=idea, words=comment, edit=group.edit(seat))


def _ask(group: Group, spec: dict[str, Any]) -> None:
    by = group.seat(spec["by"])
    if by is None:
        return
    clock = group.world.clock
    closes_at = clock.now + timedelta(days=spec["closes_in"])
    poll = open_poll(
        trip=group.trip,
        asked=PollData(
            kind=PollKind(spec["kind"]),
            words={"title": spec["title"], "words": spec["words"], "closes_at": closes_at},
            # Words, or the first and the last day counted from today.
            options=[
                PollOption(words=one)
                if isinstance(one, str)
                else PollOption(
                    first_day=clock.today + timedelta(days=one[0]),
                    last_day=clock.today + timedelta(days=one[1]),
                )
                for one in spec["options"]
            ],
        ),
        edit=group.edit(by),
    )
    options = list(poll.options.all())
    for who, places in spec["ballots"].items():
        if seat := group.seat(who):
            chosen = [options[place - 1] for place in places]
            cast_ballot(poll=poll, options=chosen, edit=group.edit(seat))
    if spec.get("closed"):
        close_poll(poll=poll, edit=group.edit(by))
