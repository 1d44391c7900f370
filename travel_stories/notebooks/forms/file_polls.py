"""Polls of a file with every ballot, and what hosts were asked there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from hosting.requests.states import RequestState
from travel_stories.notebooks.forms.file_parts import (
    UNREADABLE,
    comments_of,
    first_words,
    no_trip,
    places_of,
    refused,
    rows_of,
    words_of,
)
from travel_stories.notebooks.trip_files import OptionFile, PollFile
from travel_stories.trip_decisions.choices import PollKind
from travel_stories.trip_decisions.errors import ClosingDateError
from travel_stories.trip_decisions.models.deciding import Poll, PollOption
from travel_stories.trip_decisions.validators import LONGEST_POLL, MOST_OPTIONS, MOST_POLLS
from travel_stories.trips.validators import check_day


@dataclass(frozen=True, slots=True)
class _Around:
    """What polls name of the rest of the file."""

    people: Collection[str]
    ideas: Mapping[str, int]
    steps: Mapping[str, int]


def polls_of(data: Mapping[str, Any], people: Collection[str]) -> list[PollFile]:
    """After steps and ideas were read. Whoever asked or voted has to be in the file too."""
    around = _Around(people, places_of(data.get("ideas", [])), places_of(data["steps"]))
    rows = rows_of(data, "polls", MOST_POLLS)
    return [_poll(one, around, number) for number, one in enumerate(rows, 1)]


def asked_of(data: Mapping[str, Any], where: Any) -> dict[str, Any] | None:
    """How a host was asked for a step, as a note that nothing comes of."""
    asked = data.get("request")
    if asked is None:
        return None
    if not isinstance(asked, dict) or asked.get("state") not in RequestState.values:
        raise no_trip()
    first, last = _day(asked, "check_in", where), _day(asked, "check_out", where)
    if first is None or last is None:
        return {"state": asked["state"], "check_in": None, "check_out": None}
    if first >= last:
        raise refused(where, first_words(ValueError()))
    days = {"check_in": first.isoformat(), "check_out": last.isoformat()}
    return {"state": asked["state"]} | days


def _poll(data: Mapping[str, Any], around: _Around, number: int) -> PollFile:
    where = _("poll %(number)s") % {"number": number}
    options = rows_of(data, "options", MOST_OPTIONS)
    by, ballots = data.get("by"), data.get("ballots", {})
    if data.get("kind") not in PollKind.values or not _are_ballots(ballots, len(options)):
        raise no_trip()
    if not isinstance(by, str) or not {by, *ballots} <= {*around.people}:
        raise refused(
            where,
            _(
                "The person who created this poll, or someone who voted in it, isn’t in the file. "
                "Export the trip again."
            ),
            code="people",
        )
    closes_at, closed_at = _closing(data, where)
    frame = {name: data.get(name, "") for name in ("title", "words")}
    return PollFile(
        kind=data["kind"],
        words=words_of(Poll, frame, where, but=("by", "kind", "closes_at"))
        | {"closes_at": closes_at},
        closed_at=closed_at,
        by=by,
        options=[_option(one, data["kind"], around, where) for one in options],
        ballots=ballots,
        comments=comments_of(data, where),
    )


def _are_ballots(ballots: Any, options: int) -> bool:
    """Each a list of places, counted from 1 as they were asked."""
    return isinstance(ballots, dict) and all(
        isinstance(ticks, list)
        and len(ticks) <= options
        and all(type(tick) is int and 1 <= tick <= options for tick in ticks)
        for ticks in ballots.values()
    )


def _closing(data: Mapping[str, Any], where: Any) -> tuple[datetime, datetime | None]:
    """What is over stays so; what isn't goes on, no longer than any other poll."""
    now = timezone.now()
    closes_at = _moment(data, "closes_at", where)
    if data.get("closed_at") is not None:
        return closes_at, min(_moment(data, "closed_at", where), now)
    if closes_at > now + timedelta(days=LONGEST_POLL):
        raise refused(where, ClosingDateError())
    return closes_at, closes_at if closes_at <= now else None


def _option(data: Mapping[str, Any], kind: str, around: _Around, where: Any) -> OptionFile:
    row = PollOption(words=data.get("words", ""))
    row.first_day, row.last_day = (_day(data, name, where) for name in ("first_day", "last_day"))
    if kind == PollKind.CHOICES and not row.words:
        raise no_trip()
    try:
        row.clean_fields(exclude={"poll", "place", "idea", "step"})
    except UNREADABLE as refusal:
        raise refused(where, first_words(refusal)) from None
    return OptionFile(
        words=row.words,
        first_day=row.first_day,
        last_day=row.last_day,
        idea=around.ideas.get(str(data.get("idea"))),
        step=around.steps.get(str(data.get("step"))),
    )


def _day(data: Mapping[str, Any], name: str, where: Any) -> date | None:
    value = data.get(name)
    if value is None:
        return None
    day: date = _read(parse_date, value, where)
    try:
        check_day(day)
    except ValidationError as refusal:
        raise refused(where, first_words(refusal)) from None
    return day


def _moment(data: Mapping[str, Any], name: str, where: Any) -> datetime:
    moment: datetime = _read(parse_datetime, data.get(name), where)
    if timezone.is_naive(moment):
        raise refused(where, first_words(ValueError()))
    return moment


def _read(parse: Any, value: Any, where: Any) -> Any:
    """A day or a moment, or a refusal: what is no such thing comes as nothing or as an error."""
    try:
        read = parse(value)
    except UNREADABLE as refusal:
        raise refused(where, first_words(refusal)) from None
    if read is None:
        raise refused(where, first_words(ValueError()))
    return read
