"""Polls with what they have come to: who voted for what, and what is ahead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import models

from travel_stories.trip_decisions.models.deciding import Ballot, Poll, PollOption
from travel_stories.trip_decisions.selectors.tallies import tally
from travel_stories.trips.models.members import TripMember


@dataclass(frozen=True, slots=True)
class OptionResult:
    """One option where it stands, with those whom it suits."""

    option: PollOption
    approvals: int
    rank: int
    is_ahead: bool
    is_mine: bool
    voters: list[TripMember]


@dataclass(frozen=True, slots=True)
class PollResult:
    """A poll counted. `lines` by approvals, `asked` in the order of the asking."""

    poll: Poll
    lines: list[OptionResult]
    voters: list[TripMember]
    i_voted: bool

    @property
    def asked(self) -> list[OptionResult]:
        return sorted(self.lines, key=lambda line: line.option.place)

    @property
    def leaders(self) -> list[OptionResult]:
        return [line for line in self.lines if line.is_ahead]


def results_of(polls: Sequence[Poll], me: TripMember | None = None) -> list[PollResult]:
    """All of them in one query beside that for `polls`: a row for each tick, or for none."""
    ticks = Ballot.objects.filter(poll__in=polls, is_given=True).select_related("by")
    ticked: dict[int, dict[TripMember, set[int]]] = defaultdict(lambda: defaultdict(set))
    for tick in ticks.annotate(option=models.F("options")).order_by("pk"):
        ticked[tick.poll_id][tick.by].update({tick.option} - {None})
    return [_result(poll, ticked[poll.pk], me) for poll in polls]


def leaders_of(poll: Poll) -> list[PollOption]:
    """What has most approvals; more than one in a tie, none where nobody ticked anything."""
    (result,) = results_of([poll])
    return [line.option for line in result.leaders]


def _result(
    poll: Poll, ballots: Mapping[TripMember, set[int]], me: TripMember | None
) -> PollResult:
    options = {option.pk: option for option in poll.options.all()}
    mine = ballots.get(me) if me else None
    lines = [
        OptionResult(
            option=options[standing.option],
            approvals=standing.approvals,
            rank=standing.rank,
            is_ahead=standing.is_ahead,
            is_mine=standing.option in (mine or ()),
            voters=[voter for voter, ticked in ballots.items() if standing.option in ticked],
        )
        for standing in tally(list(options), ballots.values())
    ]
    return PollResult(poll, lines, list(ballots), i_voted=mine is not None)
