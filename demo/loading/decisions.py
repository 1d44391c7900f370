"""What invented groups have to decide, and the papers they keep, through the same actions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile

from demo.loading.world import World
from demo.loading.written import DecisionText
from travel_stories.actions.ballots import cast_ballot
from travel_stories.actions.discussions import add_comment
from travel_stories.actions.documents import add_document
from travel_stories.actions.ideas import add_idea, give_voice
from travel_stories.actions.polls import close_poll, open_poll
from travel_stories.enums import PollKind
from travel_stories.models import Edit, PollOption, Question, Trip, TripMember


class Group:
    """The seats of one trip by name or key, and an edit with a key of its own for each deed."""

    def __init__(self, trip: Trip, organiser: TripMember, world: World) -> None:
        self.trip, self.organiser, self.world = trip, organiser, world
        self.deeds = 0

    def seat(self, who: str) -> TripMember | None:
        """A small load has fewer people: somebody may be missing."""
        if who == "organiser":
            return self.organiser
        person = self.world.people.get(who)
        if person is not None:
            return self.trip.members.filter(person=person).first()
        return self.trip.members.filter(person=None, name=who).first()

    def edit(self, by: TripMember) -> Edit:
        self.deeds += 1
        return Edit(by=by, key=uuid5(NAMESPACE_URL, f"demo:{self.trip.public_id}:{self.deeds}"))


def decide(written: DecisionText, trip: Trip, organiser: TripMember, world: World) -> None:
    group = Group(trip, organiser, world)
    for idea in written.ideas:
        _propose(group, idea)
    for poll in written.polls:
        _ask(group, poll)
    for document in written.documents:
        _keep(group, document)


def _propose(group: Group, said: dict[str, Any]) -> None:
    by = group.seat(said["by"])
    if by is None:
        return
    place = group.world.localities.get(said.get("place", ""))
    words = {"title": said["title"], "words": said["words"], "locality": place}
    idea = add_idea(trip=group.trip, words=words, edit=group.edit(by))
    for who, opinion in said["voices"].items():
        if seat := group.seat(who):
            give_voice(idea=idea, opinion=opinion, edit=group.edit(seat))
    for who, comment in said["comments"]:
        if seat := group.seat(who):
            add_comment(about=idea, words=comment, edit=group.edit(seat))


def _ask(group: Group, said: dict[str, Any]) -> None:
    by = group.seat(said["by"])
    if by is None:
        return
    closes_at = group.world.clock.now + timedelta(days=said["closes_in"])
    poll = open_poll(
        trip=group.trip,
        asked=Question(
            kind=PollKind(said["kind"]),
            words={"title": said["title"], "words": said["words"], "closes_at": closes_at},
            options=[_option(one, group.world) for one in said["options"]],
        ),
        edit=group.edit(by),
    )
    options = list(poll.options.all())
    for who, places in said["ballots"].items():
        if seat := group.seat(who):
            chosen = [options[place - 1] for place in places]
            cast_ballot(poll=poll, options=chosen, edit=group.edit(seat))
    if said.get("closed"):
        close_poll(poll=poll, edit=group.edit(by))


def _option(said: str | list[int], world: World) -> PollOption:
    """Words, or the first and the last day counted from today."""
    if isinstance(said, str):
        return PollOption(words=said)
    first, last = (world.clock.today + timedelta(days=days) for days in said)
    return PollOption(first_day=first, last_day=last)


def _keep(group: Group, said: dict[str, Any]) -> None:
    by = group.seat(said["by"])
    if by is None:
        return
    step = group.trip.steps.filter(title=said.get("step", "")).first()
    file = ContentFile(said["words"].encode(), name="text.txt")
    add_document(trip=group.trip, step=step, file=file, title=said["title"], edit=group.edit(by))
