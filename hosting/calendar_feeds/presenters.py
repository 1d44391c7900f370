"""Calendars kept elsewhere, in words for their host."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.http import errors as client_errors
from core.text.formatting import format_and_list, format_day, format_moment, format_time
from hosting.calendar_feeds import errors
from hosting.calendar_feeds.choices import FetchResult
from hosting.calendar_feeds.models import CalendarFeed, FeedFetch, ForeignBlock
from hosting.calendar_feeds.selectors import NEVER, FailedReading, Freshness
from hosting.offers.models.stays import Unit

MOST_ENTRIES = 10
MOST_BLOCKS = 30
READ_WITHIN: Final = timedelta(minutes=2)  # a reading that takes longer waits for a worker


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One reading, in sentences."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A calendar as its host sees it."""

    feed: CalendarFeed
    state: str  # whether it's being read, or when it was read last
    is_being_read: bool
    refusal: str  # when the last attempt failed, and why
    blocks: list[ForeignBlock]
    more_blocks: int
    log: list[LogEntry]


def feed_rows(unit: Unit) -> list[FeedRow]:
    """All of a unit, with what each takes from today on."""
    return [_row(feed, timezone.localdate()) for feed in unit.calendar_feeds.all()]


def _row(feed: CalendarFeed, today: date) -> FeedRow:
    upcoming = list(feed.blocks.filter(end__gt=today).order_by("start", "pk"))
    entries = list(feed.fetches.all()[:MOST_ENTRIES])
    last = entries[0] if entries else None
    asked_at = feed.asked_at
    if asked_at is not None and last is not None and asked_at <= last.at:
        asked_at = None  # this has been answered
    refusal = ""
    if feed.failures and asked_at is None and last and last.result == FetchResult.FAILED:
        refusal = f"{attempt_in_words(last.at)} {refusal_of(last)}"
    is_being_read = asked_at is not None and timezone.now() - asked_at < READ_WITHIN
    state = read_in_words(feed)
    if is_being_read:
        state = _("It’s being read. This takes a few seconds.")
    elif asked_at is not None:
        words = _("We asked for it on %(moment)s and are waiting for our turn.")
        state = words % {"moment": format_moment(asked_at)}
    return FeedRow(
        feed,
        state,
        is_being_read,
        refusal,
        upcoming[:MOST_BLOCKS],
        max(0, len(upcoming) - MOST_BLOCKS),
        [LogEntry(entry.at, " ".join(sentences_of(entry))) for entry in entries],
    )


def read_in_words(feed: CalendarFeed) -> str:
    """When one calendar was read last."""
    if feed.read_at is None:
        return _("It hasn’t been read yet.")
    return _("Last read: %(moment)s.") % {"moment": format_moment(feed.read_at)}


def attempt_in_words(failed_at: datetime | None) -> str:
    """The same words for host and guest; empty where none failed."""
    if failed_at is None:
        return ""
    words = _("Our last attempt, on %(moment)s, failed.")
    return words % {"moment": format_moment(failed_at)}


def age_for_guests(read_at: datetime | None, failed_at: datetime | None = None) -> str:
    """When the host's other calendars were read, and when that failed, without a name; empty where
    there is none.
    """
    if read_at is None:
        return ""
    return " ".join(filter(None, (_age(read_at), attempt_in_words(failed_at))))


def _age(read_at: datetime) -> str:
    if read_at == NEVER:
        return _("The host’s calendars on other sites haven’t been read yet.")
    local = timezone.localtime(read_at)
    if local.date() == timezone.localdate():
        words = _("The host’s calendars on other sites were last read today at %(time)s.")
        return words % {"time": format_time(local)}
    words = _("The host’s calendars on other sites haven’t been read since %(day)s.")
    return words % {"day": format_day(local)}


def age_for_host(fresh: Freshness) -> str:
    """The same in words for the host."""
    words = _("The calendars kept elsewhere haven’t been read yet.")
    if fresh.read_at != NEVER:
        words = _("The calendars kept elsewhere were last read: %(moment)s.")
        words %= {"moment": format_moment(fresh.read_at)}
    return " ".join(filter(None, (words, attempt_in_words(fresh.failed_at))))


def feeds_in_words(fresh: Freshness | None) -> str:
    """How many calendars are connected, how old what we know is, and which can't be read."""
    if fresh is None:
        return ""
    number = fresh.number
    count = ngettext("%(count)s calendar connected.", "%(count)s calendars connected.", number)
    words = [count % {"count": number}, age_for_host(fresh)]
    if fresh.failed:
        names = format_and_list(one.feed.name for one in fresh.failed)
        words.append(_("Can’t be read: %(names)s.") % {"names": names})
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class UnreadCalendar:
    """One that can't be read at the moment: which, and since when."""

    title: str
    age: str
    reason: str

    @property
    def text(self) -> str:
        return f"{self.age} {self.reason}".strip()


def unread_calendars(fresh: Freshness, *, is_own: bool) -> list[UnreadCalendar]:
    """Without names and reasons for anybody but the host, whose calendars they are."""
    return [_unread(one, is_own=is_own) for one in fresh.failed]


def _unread(one: FailedReading, *, is_own: bool) -> UnreadCalendar:
    age, reason = read_in_words(one.feed), ""
    if one.fetch is not None:
        age = f"{age} {attempt_in_words(one.fetch.at)}"
        reason = refusal_of(one.fetch) if is_own else ""
    return UnreadCalendar(
        _("We can’t read “%(name)s”") % {"name": one.feed.name}
        if is_own
        else _("We can’t read one of the host’s calendars"),
        age,
        reason,
    )


def sentences_of(entry: FeedFetch) -> list[str]:
    """What came of asking once."""
    if entry.result == FetchResult.FAILED:
        is_known = entry.feed.read_at is not None  # else there was no night to be freed
        return [refusal_of(entry), *([_("No night was freed.")] if is_known else [])]
    words = []
    if entry.result == FetchResult.SHRUNK:
        words.append(_("The calendar is much shorter than before. No night was freed."))
    if entry.taken:
        words.append(
            ngettext("%(count)s new entry.", "%(count)s new entries.", entry.taken)
            % {"count": entry.taken}
        )
    if entry.moved:
        words.append(
            ngettext("%(count)s entry moved.", "%(count)s entries moved.", entry.moved)
            % {"count": entry.moved}
        )
    if entry.freed:
        words.append(
            ngettext("%(count)s entry is gone.", "%(count)s entries are gone.", entry.freed)
            % {"count": entry.freed}
        )
    if not words:
        words.append(_("Nothing has changed."))
    return words + notes_of(entry.notes)


def notes_of(notes: Mapping[str, int]) -> list[str]:
    """What was left out of a file, and why. Entries that say of themselves that they take no night
    need no sentence.
    """
    sentences = []
    for code, count in sorted(notes.items()):
        if sentence := _note(code, count):
            sentences.append(sentence % {"count": count})
    return sentences


def _note(code: str, count: int) -> str:
    match code:
        case "echo":
            return ngettext(
                "%(count)s entry comes from this site and isn’t counted twice.",
                "%(count)s entries come from this site and aren’t counted twice.",
                count,
            )
        case "inverted":
            return ngettext(
                "%(count)s entry ends before it begins and was left out.",
                "%(count)s entries end before they begin and were left out.",
                count,
            )
        case "no_dates":
            return ngettext(
                "%(count)s entry has no dates that we can read and was left out.",
                "%(count)s entries have no dates that we can read and were left out.",
                count,
            )
        case "rule":
            return ngettext(
                "%(count)s entry repeats too often to be read and was left out.",
                "%(count)s entries repeat too often to be read and were left out.",
                count,
            )
        case "short":
            return ngettext(
                "%(count)s entry covers no night and was left out.",
                "%(count)s entries cover no night and were left out.",
                count,
            )
        case "too_many":
            return ngettext(
                "The calendar is too long: %(count)s entry was left out.",
                "The calendar is too long: %(count)s entries were left out.",
                count,
            )
        case "unknown_zone":
            return _("Its time zone is unknown: hours were read as local time.")
        case _:
            return ""


def refusal_of(entry: FeedFetch) -> str:
    """The sentence of the error that a reading ended with."""
    found = getattr(errors, entry.refusal, None) or getattr(client_errors, entry.refusal, None)
    refusal = found or client_errors.OutboundError
    return str(refusal(**entry.facts))
