"""One more, or a refusal with the time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import ngettext_lazy, override
from hypothesis import given
from hypothesis import strategies as st

from core.permissions import SYSTEM
from core.quotas.checks import (
    counted_already,
    counted_since,
    free_again_at,
    quota_named,
    require_quota,
    require_recorded_quota,
)
from core.quotas.counters import count_key
from core.quotas.errors import QuotaExceededError
from core.quotas.table import Counted, Quota

HOUR = timedelta(hours=1)
WHAT = ngettext_lazy("%(most)s letter", "%(most)s letters", "most")


@pytest.fixture(autouse=True)
def quotas(settings):
    settings.QUOTAS = {
        "letters": Quota(Counted.PERSON, WHAT, 2, HOUR),
        "open": Quota(Counted.PERSON, WHAT, 2, None),
    }


def use(number=1, by="ada"):
    try:
        require_quota("letters", by, number=number)
    except QuotaExceededError as refusal:
        return refusal.until
    return None


def test_require_quota_allows_so_many_of_each():
    assert [use() is None for _ in range(3)] == [True, True, False]
    assert use(by="ben") is None


def test_require_quota_says_when_and_the_time_stays(time_machine):
    time_machine.move_to("2027-04-01 08:00:00+00:00", tick=False)
    end = timezone.now() + HOUR
    use(2)

    time_machine.shift(timedelta(minutes=20))
    refused = [use(), use()]
    time_machine.shift(timedelta(minutes=39, seconds=59))
    at_the_end = use()
    time_machine.shift(timedelta(seconds=2))

    assert (refused, at_the_end, use()) == ([end, end], end, None)


def test_require_quota_counts_nothing_of_what_it_refuses():
    assert use(3) is not None
    assert [use(), use()] == [None, None]


def test_require_quota_has_none_for_the_system():
    for _ in range(5):
        require_quota("letters", SYSTEM)


def test_require_quota_counts_nothing_that_counts_as_something_else():
    with counted_already("letters"):
        for _ in range(5):
            require_quota("letters", "ada")

    assert [use() is None for _ in range(3)] == [True, True, False]


def test_count_key_fits_the_column_and_tells_long_names_apart():
    keys = {count_key("x" * 60 + end, "ada") for end in "ab"}

    assert len(keys) == 2
    assert {len(key) for key in keys} == {79}


def test_require_quota_refuses_a_quota_of_what_is_open():
    with pytest.raises(ValueError, match=r"core\.cache\.slots"):
        require_quota("open", "ada")


def test_require_quota_counts_rows_where_there_are_any():
    now = timezone.now()
    rows = [now - timedelta(minutes=50), now - timedelta(minutes=10), now - 2 * HOUR]

    with pytest.raises(QuotaExceededError) as refused:
        require_recorded_quota("letters", rows)

    assert refused.value.until == rows[0] + HOUR
    require_recorded_quota("letters", rows[1:])


@pytest.mark.time_machine(datetime(2027, 4, 1, 8, tzinfo=UTC), tick=False)
def test_counted_since_is_as_long_ago_as_the_table_says():
    assert counted_since("letters") == timezone.now() - HOUR
    with pytest.raises(ValueError, match=r"core\.cache\.slots"):
        counted_since("open")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "You’ve reached the limit: 2 letters within 1 hour. Try again after "),
        ("fr", "Vous avez atteint la limite : 2 letters en 1 heure. Réessayez après le "),
    ],
    ids=["en", "fr"],
)
def test_refusal_says_how_many_and_when(language, sentence, time_machine):
    time_machine.move_to("2027-04-01 08:00:00+00:00", tick=False)
    use(2)

    with pytest.raises(QuotaExceededError) as refused:
        require_quota("letters", "ada")
    with override(language):
        said = str(refused.value)

    assert said.replace("\u00a0", " ").startswith(sentence)
    assert "11" in said  # in Paris
    assert refused.value.retry_after == 3600


def test_quota_named_is_multiplied_for_load_tests(settings):
    settings.QUOTA_FACTOR = 10

    assert quota_named("letters").most == 20


@given(
    minutes=st.lists(st.integers(0, 120), max_size=12),
    number=st.integers(1, 4),
    most=st.integers(4, 8),
)
def test_free_again_at_is_the_first_moment_with_room(minutes, number, most):
    moments = [timezone.now() - timedelta(minutes=one, seconds=30) for one in minutes]

    until = free_again_at(moments, number, most=most, within=HOUR)

    moment = until or timezone.now()
    left = [one for one in moments if one > moment - HOUR]
    assert len(left) + number <= most
    if until:
        assert len([one for one in moments if one >= until - HOUR]) + number > most
