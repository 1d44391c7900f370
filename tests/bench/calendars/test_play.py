"""A week of a unit that is booked here and on two other sites; 60 days: `make bench-calendars`.

Each control takes one guard away, and the play sees it.
"""

from functools import partial

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bench.calendars.platforms import CLOSED, RESERVED, US
from bench.calendars.play import ACTS, FARTHEST, LONGEST, NO_FAULTS, Act, Temper, play
from hosting.calendar_feeds import feed_merging, tasks
from hosting.calendar_feeds.models import ForeignBlock
from hosting.calendar_links import views
from hosting.calendar_links.selectors import BusyTime, Reason, busy_times
from tests.exhaustive import size

pytestmark = pytest.mark.django_db

HOURS = 7 * 24
either = st.booleans()
hours = st.integers(1, 3)
words = st.sampled_from([RESERVED, CLOSED])
TEMPERS = st.builds(
    Temper,
    own_uids=st.tuples(either, either),
    words=st.tuples(words, words),
    redraws=st.tuples(either, either),
    every=st.tuples(hours, hours),
)
SOME = st.builds(
    Act,
    st.integers(0, HOURS - 1),
    st.sampled_from(ACTS),
    st.integers(0, 1),
    st.integers(0, FARTHEST),
    st.integers(1, LONGEST),
)
DAY = [
    *(Act(0, "book", site, 10 * number + 5 * site) for number in range(4) for site in (0, 1)),
    Act(2, "hold", day=50),
    Act(6, "release"),
]


@settings(max_examples=size(2, exhaustive=50), phases=[Phase.generate], derandomize=True)
@given(TEMPERS, st.lists(SOME, min_size=60, max_size=120))
def test_two_sites_and_we_agree_after_ten_idle_hours(temper, acts):
    tally = play(acts, hours=HOURS, temper=temper, step=3)

    assert tally.faults == NO_FAULTS
    assert tally.count["stays made of a window"] == 0


def test_a_day_with_everything_leaves_no_fault():
    acts = [
        *DAY,
        *(Act(5, "trouble", site, day=kind) for kind in (0, 1) for site in (0, 1)),
        *(Act(hour, what, day=55) for hour, what in ((8, "cancel"), (9, "move"), (10, "read"))),
    ]

    tally = play(acts, hours=12)

    assert tally.faults == NO_FAULTS
    assert min(tally.count[what] for what in ("book", "cancel", "move", "errors", "hold")) > 0
    assert min(tally.count["nights freed"], tally.count["not modified"]) > 0


def test_control_a_merge_that_trusts_each_file_is_seen(monkeypatch):
    trusting = partial(feed_merging.merge)
    monkeypatch.setattr(tasks, "merge", lambda *args, **facts: trusting(*args, **sure(facts)))
    acts = [*DAY, Act(4, "trouble", 0, day=0, nights=2), Act(8, "cancel")]

    tally = play(acts, hours=10, idle=0)

    assert min(tally.freed_by_error, tally.freed_too_soon) > 0


def sure(facts):
    return facts | {"is_sure": True}


def test_control_without_the_hour_between_fetches_it_is_seen(monkeypatch):
    monkeypatch.setattr(feed_merging, "FREED_AFTER", 0 * feed_merging.FREED_AFTER)
    acts = [*DAY, Act(4, "cancel", 1), *(Act(4, "read", 1) for _ in range(2))]

    assert play(acts, hours=5, idle=0).freed_too_soon > 0


def test_control_without_the_guard_of_short_files_it_is_seen(monkeypatch):
    monkeypatch.setattr(feed_merging, "LEAST_LEFT", 0)
    acts = [*DAY, Act(4, "trouble", 1, day=0, nights=6)]

    assert play(acts, hours=10, idle=0).freed_by_error > 0


def test_control_passing_on_what_others_say_is_seen(monkeypatch):
    def with_foreign_ones(link):
        blocks = ForeignBlock.objects.filter(unit=link.unit)
        others = [
            BusyTime(f"foreign-{one.pk}", Reason.CLOSED, one.start, one.end, "", "en")
            for one in blocks
        ]
        return [*busy_times(link), *others]

    monkeypatch.setattr(views, "busy_times", with_foreign_ones)

    tally = play([*DAY, Act(4, "cancel", 1)], hours=6)

    assert min(tally.re_exported, tally.apart) > 0


def test_control_without_the_guard_of_echoes_they_are_seen(monkeypatch):
    monkeypatch.setattr(tasks, "instance_name", lambda: "elsewhere.example")

    returning = Temper(own_uids=(False, False))

    assert play(DAY, hours=6, temper=returning, idle=0).came_back > 0


def test_two_sites_that_pass_on_each_other_hold_a_night_by_themselves():
    both = (frozenset({US, "b"}), frozenset({US, "a"}))

    tally = play([*DAY, Act(6, "cancel", 1)], hours=8, temper=Temper(passes_on=both))

    assert tally.apart > 0
    assert tally.faults | {"apart": 0} == NO_FAULTS
