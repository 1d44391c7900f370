"""Plays hours of a unit that is booked here and on two other sites, each of which reads the others.

All of ours is real: the task that fetches, the client's checks, the parser, the merging, the feed
behind a link, holds and closed nights. Only the network is played, and the parser runs in this
process, as it would take half a second to begin another one each time.

Two sites that both pass on what they read of each other hold a night for ever, whatever a third one
does. So one of them passes on all that it reads, and the other only what it reads of us.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, NamedTuple
from unittest.mock import patch

from django.db import transaction
from django.test import Client
from django.utils import timezone, translation

from bench.calendars.platforms import (
    CLOSED,
    RESERVED,
    US,
    Event,
    Nights,
    Platform,
    Trouble,
    events_in,
    nights_of,
)
from core.errors import DomainError
from core.http import client
from core.instance import instance_name
from core.values.dates import DateRange
from emergency.simulation.clock import ManualClock, freeze_time
from hosting.calendar_feeds import tasks
from hosting.calendar_feeds.actions import accept_shorter_feed
from hosting.calendar_feeds.feed_merging import VACATED
from hosting.calendar_feeds.feed_parser import read_in_child
from hosting.calendar_feeds.models import CalendarFeed, ForeignBlock
from hosting.calendars.actions.holds import hold_nights, release_hold
from hosting.calendars.actions.nights import set_nights
from hosting.calendars.models import CalendarPeriod, NightHold
from hosting.calendars.states import DayState
from tests.factories.calendar_feeds import CalendarFeedFactory
from tests.factories.calendar_links import CalendarLinkFactory
from tests.factories.hosting import UnitFactory

START: Final = datetime(2027, 5, 3, 8, tzinfo=UTC)
HOUR: Final = timedelta(hours=1)
SOON: Final = timedelta(minutes=20)
IDLE: Final = 10  # turns at the end, in which nobody books
LOOKED_AT: Final = 120  # days: before the window of a site begins
FARTHEST: Final = 60  # days ahead that somebody books
LONGEST: Final = 6  # nights
ACTS: Final = (
    *("book", "book", "cancel", "move", "read", "trouble", "trouble"),
    *("hold", "hold", "release", "close", "open"),
)


class Act(NamedTuple):
    """What somebody does in an hour: on a site (0 or 1) or here, about nights some days ahead."""

    hour: int
    what: str
    site: int = 0
    day: int = 1
    nights: int = 2

    def dates(self, today: date) -> DateRange:
        """Never of today: nights that are past prove nothing."""
        first = today + timedelta(days=1 + self.day)
        return DateRange(first, first + timedelta(days=self.nights))


@dataclass(frozen=True)
class Temper:
    """How the two sites are."""

    own_uids: tuple[bool, bool] = (True, True)
    words: tuple[str, str] = (RESERVED, CLOSED)
    redraws: tuple[bool, bool] = (False, True)
    every: tuple[int, int] = (2, 3)  # hours; ten idle ones have to be enough
    passes_on: tuple[frozenset[str], frozenset[str]] = (frozenset({US, "b"}), frozenset({US}))

    def platforms(self) -> list[Platform]:
        """The first says when nothing has changed, and opens its calendar step by step."""
        return [
            Platform(
                name=name,
                word=self.words[number],
                passes_on=self.passes_on[number],
                own_uids=self.own_uids[number],
                redraws=self.redraws[number],
                every=self.every[number],
                has_window=number == 0,
                has_tag=number == 0 and not self.redraws[0],
            )
            for number, name in enumerate("ab")
        ]


@dataclass
class Tally:
    """What was seen: nothing of the first four may ever be, and `count` says that much happened."""

    freed_by_error: int = 0
    freed_too_soon: int = 0
    re_exported: int = 0
    came_back: int = 0
    apart: int = 0  # nights on which somebody disagrees at the end
    count: Counter[str] = field(default_factory=Counter)

    @property
    def faults(self) -> dict[str, int]:
        """By name, for one comparison."""
        names = ("freed_by_error", "freed_too_soon", "re_exported", "came_back", "apart")
        return {name: getattr(self, name) for name in names}


NO_FAULTS: Final = Tally().faults


def random_acts(seed: int, *, hours: int, each_hour: float = 0.5) -> list[Act]:
    """As Hypothesis would draw them, for a play that is too long for it."""
    chance = random.Random(seed)  # noqa: S311  made-up data, no secret
    return [
        Act(
            chance.randrange(hours),
            chance.choice(ACTS),
            chance.randrange(2),
            chance.randrange(FARTHEST),
            chance.randint(1, LONGEST),
        )
        for _ in range(int(hours * each_hour))
    ]


def play(
    acts: Sequence[Act],
    *,
    hours: int,
    temper: Temper | None = None,
    step: int = 1,
    idle: int = IDLE,
) -> Tally:
    """So many hours, `step` of them at a time, and then idle turns. Its rows are taken back."""
    with freeze_time(START) as clock, transaction.atomic():
        game = Game(clock, (temper or Temper()).platforms(), step * HOUR)
        with game.network():
            by_hour = defaultdict(list)
            for act in acts:
                by_hour[act.hour // step].append(act)
            for hour in range(hours // step):
                game.play_hour(by_hour[hour])
            game.come_to_rest(idle)
        transaction.set_rollback(True)
    return game.tally


class Game:
    """A unit of ours, the two sites, and what was seen so far."""

    def __init__(self, clock: ManualClock, platforms: Sequence[Platform], step: timedelta) -> None:
        self.clock, self.platforms, self.step, self.tally = clock, platforms, step, Tally()
        self.unit = UnitFactory()
        self.host = self.unit.offer.host
        self.feeds = {
            one.name: CalendarFeedFactory(unit=self.unit, url=one.url) for one in platforms
        }
        link = CalendarLinkFactory(unit=self.unit)
        with translation.override("en"):
            self.address = link.get_absolute_url()
        self.reader = Client(SERVER_NAME=instance_name())
        self.etags: dict[str, str] = {}
        self.hour = 0
        self.troubled_until: dict[str, int] = {}
        self.served: list[Event] | None = None
        self.good: defaultdict[str, list[datetime]] = defaultdict(list)
        self.named: defaultdict[str, dict[date, datetime]] = defaultdict(dict)

    @property
    def today(self) -> date:
        return timezone.localdate()

    @contextmanager
    def network(self) -> Iterator[None]:
        """Whoever asks gets what a site answers; the parser reads it here."""
        by_url = {one.url: one for one in self.platforms}

        def exchange(_method: str, url: Any, headers: Mapping[str, str], *_args: Any) -> Any:
            answer, self.served = by_url[str(url)].answer(
                headers.get("If-None-Match", ""), timezone.now()
            )
            return answer

        with (
            patch.object(client, "_exchange", exchange),
            patch.object(tasks, "run", lambda _task, content: read_in_child(content)),
        ):
            yield

    def play_hour(self, acts: Sequence[Act]) -> None:
        """What people do, then what machines do at the end of it."""
        for act in (act for act in acts if act.what != "read"):
            self.do(act)
        for one in self.platforms:
            if self.troubled_until.get(one.name, 0) <= self.hour:
                one.trouble = None
        due = set(CalendarFeed.objects.due().values_list("pk", flat=True))
        for one in self.platforms:
            if self.feeds[one.name].pk in due:
                self.fetch(one)
        self.let_them_read()
        for act in (act for act in acts if act.what == "read"):
            self.do(act)
        self.go_on()

    def come_to_rest(self, turns: int) -> None:
        """Nobody books, nothing fails, everybody reads; a host who is asked says that it is right.

        Then all of them know the same nights, and these are those that were really taken.
        """
        for one in self.platforms:
            one.trouble = None
        for _ in range(turns):
            for one in self.platforms:
                feed = self.feeds[one.name]
                feed.refresh_from_db()
                if feed.is_shrunk:
                    accept_shorter_feed(feed=feed, by=self.host)
                    self.tally.count["host asked"] += 1
                self.fetch(one)
            self.let_them_read()
            self.go_on()
        truth = self.seen(
            self.own_nights().union(*(nights_of(one.stays.values()) for one in self.platforms))
        )
        here = self.seen(self.own_nights() | self.foreign_nights())
        there = [self.seen(one.taken(self.today)) for one in self.platforms]
        self.tally.apart = sum(len(truth ^ each) for each in (here, *there))
        self.tally.count["nights at the end"] = len(truth)
        stays = ForeignBlock.objects.filter(unit=self.unit, kind="reservation")
        far = self.today + timedelta(days=LOOKED_AT)
        self.tally.count["stays made of a window"] = stays.filter(end__gt=far).count()

    def go_on(self) -> None:
        self.hour += 1
        self.clock.turn_to(max(START + self.hour * self.step, timezone.now() + SOON))

    def fetch(self, site: Platform) -> None:
        """By the real task; then every night that is free again has to have a reason."""
        feed = CalendarFeed.objects.get(pk=self.feeds[site.name].pk)
        # Fewer than half of what is known: a file with more can't be told from a good one.
        blocks = feed.blocks.filter(end__gt=self.today).exclude(recurrence_id__contains=VACATED)
        known = set(blocks.values_list("start", "end"))
        site.most_events = max(0, len(known) - 1) // 2
        before, self.served = self.foreign_nights(feed), None
        tasks.fetch_feed(feed_id=feed.pk)
        now, today = timezone.now(), self.today
        freed = {night for night in before - self.foreign_nights(feed) if night >= today}
        self.tally.count["fetches"] += 1
        self.tally.count["nights freed"] += len(freed)
        if self.served is None:
            self.tally.count["errors"] += 1
            self.tally.freed_by_error += len(freed)
            if freed:
                self.tally.count[f"freed by {site.trouble}"] += len(freed)
            return
        ours = f"@{instance_name()}"
        named = nights_of(dates for uid, _word, dates in self.served if not uid.endswith(ours))
        self.good[site.name].append(now)
        self.named[site.name] |= dict.fromkeys(named, now)
        if not feed.is_accepted:
            self.tally.freed_too_soon += sum(self.is_too_soon(site, one, now) for one in freed)
        self.tally.came_back += ForeignBlock.objects.filter(feed=feed, uid__endswith=ours).count()

    def is_too_soon(self, site: Platform, night: date, now: datetime) -> bool:
        """Whether less than an hour has passed since the first good fetch that didn't name it."""
        last = self.named[site.name].get(night, START - HOUR)
        first = next((at for at in self.good[site.name] if at > last), now)
        return now - first < HOUR

    def let_them_read(self) -> None:
        """Each site reads the other one and us, as often as it does."""
        for site, other in zip(self.platforms, reversed(self.platforms), strict=True):
            if self.hour % site.every:
                continue
            if other.trouble is None:
                events = other.events(self.today)
                site.take_in(other.name, [(uid, dates) for uid, _word, dates in events])
            known = {"If-None-Match": self.etags.get(site.name, "")}
            answer = self.reader.get(self.address, headers=known)
            if answer.status_code == 304:
                self.tally.count["not modified"] += 1
                continue
            self.etags[site.name] = answer["ETag"]
            shown = list(events_in(answer.content))
            site.take_in(US, shown)
            nights = nights_of(dates for _uid, dates in shown)
            self.tally.re_exported += len(nights - self.own_nights())

    def seen(self, nights: Nights) -> Nights:
        """Those from today on that are compared."""
        last = self.today + timedelta(days=LOOKED_AT)
        return {night for night in nights if self.today <= night < last}

    def own_nights(self) -> Nights:
        """Agreed on or closed by hand."""
        held = set(NightHold.objects.filter(unit=self.unit).values_list("night", flat=True))
        closed = CalendarPeriod.objects.filter(unit=self.unit, state=DayState.CLOSED)
        return held | nights_of(DateRange(one.check_in, one.check_out) for one in closed)

    def foreign_nights(self, feed: CalendarFeed | None = None) -> Nights:
        """Taken elsewhere, as far as we know."""
        blocks = ForeignBlock.objects.filter(unit=self.unit)
        return nights_of(one.dates for one in (blocks.filter(feed=feed) if feed else blocks))

    # What people do; each says whether it could be done.

    def do(self, act: Act) -> None:
        self.tally.count[act.what] += bool(getattr(self, f"do_{act.what}")(act))

    def do_book(self, act: Act) -> bool:
        return self.platforms[act.site].book(act.dates(self.today))

    def do_cancel(self, act: Act) -> bool:
        return self.platforms[act.site].cancel(act.day)

    def do_move(self, act: Act) -> bool:
        return self.platforms[act.site].move(act.day, act.dates(self.today))

    def do_read(self, act: Act) -> bool:
        """The host has it read soon after it was."""
        self.clock.turn_to(timezone.now() + SOON)
        self.fetch(self.platforms[act.site])
        return True

    def do_trouble(self, act: Act) -> bool:
        """For some hours, of the kind that the day names."""
        site = self.platforms[act.site]
        site.trouble = list(Trouble)[act.day % len(Trouble)]
        self.troubled_until[site.name] = self.hour + act.nights
        return True

    def do_hold(self, act: Act) -> bool:
        """Unless these nights are taken here or, as we know, elsewhere."""
        with suppress(DomainError):
            hold_nights(unit=self.unit, dates=act.dates(self.today), even_closed=False)
            return True
        return False

    def do_release(self, act: Act) -> bool:
        holds = list(self.unit.holds.order_by("pk"))
        if holds:
            release_hold(hold=holds[act.day % len(holds)])
        return bool(holds)

    def do_close(self, act: Act) -> bool:
        return self._set_nights(act, DayState.CLOSED)

    def do_open(self, act: Act) -> bool:
        return self._set_nights(act, DayState.OPEN)

    def _set_nights(self, act: Act, state: DayState) -> bool:
        with suppress(DomainError):
            set_nights(unit=self.unit, dates=act.dates(self.today), state=state, by=self.host)
            return True
        return False
