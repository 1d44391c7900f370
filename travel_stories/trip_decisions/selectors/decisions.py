"""What a group decides: its ideas with everybody's voice, its polls, and what waits for mine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models

from commons.accounts.models import User
from travel_stories.trip_decisions.choices import Opinion
from travel_stories.trip_decisions.models.comments import Comment
from travel_stories.trip_decisions.models.deciding import (
    Ballot,
    Idea,
    IdeaQuerySet,
    Poll,
    PollOption,
    PollQuerySet,
    Voice,
)
from travel_stories.trip_decisions.selectors.results import PollResult, results_of
from travel_stories.trips.choices import PLANNING, MemberRole
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import OPEN, Trip


@dataclass(slots=True)
class IdeaCard:
    """An idea with what everybody says to it."""

    idea: Idea
    mine: str = ""
    members_by_opinion: dict[str, list[TripMember]] = field(
        default_factory=lambda: {opinion.value: [] for opinion in Opinion}
    )

    @property
    def wanted(self) -> int:
        return len(self.members_by_opinion[Opinion.FOR]) - len(
            self.members_by_opinion[Opinion.AGAINST]
        )


@dataclass(frozen=True, slots=True)
class DecisionBoard:
    """Everything that the group decides, what is open first."""

    open_polls: list[PollResult]
    closed_polls: list[PollResult]
    ideas: list[IdeaCard]
    planned: list[IdeaCard]
    may_decide: bool

    @property
    def is_empty(self) -> bool:
        return not (self.open_polls or self.closed_polls or self.ideas or self.planned)

    @property
    def waiting(self) -> int:
        """What I have said nothing to."""
        if not self.may_decide:
            return 0
        silent = sum(not card.mine for card in self.ideas)
        return silent + sum(not result.i_voted for result in self.open_polls)


def board_of(me: TripMember) -> DecisionBoard:
    """Six questions, however much there is to decide."""
    results = results_of(polls_of(me.trip), me)
    cards = cards_of(ideas_of(me.trip), me)
    return DecisionBoard(
        open_polls=[one for one in results if one.poll.is_running],
        closed_polls=[one for one in reversed(results) if not one.poll.is_running],
        ideas=[card for card in cards if card.idea.planned is None],
        planned=[card for card in cards if card.idea.planned is not None],
        may_decide=me.trip.is_open and me.has_perm("trip_decisions.decide", me.trip),
    )


def polls_of(trip: Trip, public_id: str = "") -> list[Poll]:
    """All or one, with their options, and how often each was commented on."""
    polls = _named(trip.polls.present(), public_id).with_comments().select_related("by")
    options = PollOption.objects.select_related("step", "idea__step")
    return _of(trip, polls.prefetch_related(models.Prefetch("options", queryset=options)))


def ideas_of(trip: Trip, public_id: str = "") -> list[Idea]:
    """All or one, with what they lead to, and how often each was commented on."""
    ideas = _named(trip.ideas.present(), public_id).with_comments()
    return _of(trip, ideas.select_related("by", "locality", "offer", "step"))


def cards_of(ideas: Iterable[Idea], me: TripMember) -> list[IdeaCard]:
    """What is wanted most comes first; among equals, what came up first."""
    cards = {idea.pk: IdeaCard(idea) for idea in ideas}
    voices = Voice.objects.filter(idea__in=cards).exclude(opinion="").select_related("by")
    for voice in voices:
        cards[voice.idea_id].members_by_opinion[voice.opinion].append(voice.by)
        if voice.by_id == me.pk:
            cards[voice.idea_id].mine = voice.opinion
    return sorted(cards.values(), key=lambda card: -card.wanted)


def polls_waiting_for(person: User) -> PollQuerySet:
    """Polls under way, in open trips, of which this person hasn't voted and may."""
    roles = (*PLANNING, MemberRole.PAYER)
    seats = TripMember.objects.present().filter(
        person=person.pk, role__in=roles, trip=models.OuterRef("trip")
    )
    voted = Ballot.objects.filter(by__person=person.pk, poll=models.OuterRef("pk"), is_given=True)
    polls = Poll.objects.running().filter(trip__state__in=OPEN)
    return polls.filter(models.Exists(seats), ~models.Exists(voted))


def waiting_for(me: TripMember) -> int:
    """Ideas and polls that this member has said nothing to, in one question."""
    if not me.trip.is_open or not me.has_perm("trip_decisions.decide", me.trip):
        return 0
    spoken = Voice.objects.filter(by=me, idea=models.OuterRef("pk")).exclude(opinion="")
    voted = Ballot.objects.filter(by=me, poll=models.OuterRef("pk"), is_given=True)
    planned = models.Q(step__isnull=False, step__removed_at=None)
    ideas = me.trip.ideas.present().exclude(planned).filter(~models.Exists(spoken))
    polls = Poll.objects.running().filter(~models.Exists(voted), trip=me.trip_id)
    return ideas.order_by().values("pk").union(polls.order_by().values("pk"), all=True).count()


def comments_on(about: models.Model, noun: str) -> list[Comment]:
    """The oldest first, as a talk goes."""
    rows = Comment.objects.present().filter(**{noun: about.pk}).select_related("by")
    return list(rows.order_by("pk"))


def _named[Rows: (IdeaQuerySet, PollQuerySet)](rows: Rows, public_id: str) -> Rows:
    return rows.filter(public_id=public_id) if public_id else rows


def _of[Row: (Idea, Poll)](trip: Trip, rows: Iterable[Row]) -> list[Row]:
    """The trip is known already."""
    found = list(rows)
    for row in found:
        row.trip = trip
    return found
