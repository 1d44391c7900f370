"""Open after failures, half open for one who looks, closed by itself."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest

from search.engines.circuit_breaker import FAILURES, PAUSE, CircuitBreaker
from search.query.errors import InvalidPageCursorError, SearchDownError


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def breaker(clock):
    return CircuitBreaker(clock=clock)


def go(breaker, error=None, *, seconds=0.0):
    """Whether it let somebody through, who then met this error after so long."""
    visit = breaker.visit()
    if visit is None:
        return False
    with suppress(SearchDownError, InvalidPageCursorError, ValueError), visit:
        breaker.clock.now += seconds
        if error:
            raise error
    return True


def end(visit, error=None):
    """Somebody comes back who left earlier."""
    with suppress(SearchDownError), visit:
        if error:
            raise error


def test_a_breaker_opens_after_some_failures_in_a_row(breaker):
    tries = [go(breaker, SearchDownError()) for _number in range(FAILURES + 2)]

    assert tries == [True] * FAILURES + [False, False]


def test_a_breaker_forgets_failures_when_somebody_is_answered(breaker):
    for _number in range(FAILURES - 1):
        go(breaker, SearchDownError())
    go(breaker)
    for _number in range(FAILURES - 1):
        go(breaker, SearchDownError())

    assert breaker.is_closed


def test_a_breaker_opens_at_once_when_a_failure_took_long(breaker):
    go(breaker, SearchDownError(), seconds=1.0)

    assert breaker.visit() is None


@pytest.mark.parametrize("error", [InvalidPageCursorError(), ValueError()])
def test_another_error_is_an_answer(breaker, error):
    for _number in range(FAILURES + 1):
        go(breaker, error, seconds=1.0)

    assert breaker.is_closed


def test_one_looks_after_a_pause_and_closes_it(breaker, clock):
    go(breaker, SearchDownError(), seconds=1.0)
    clock.now += PAUSE
    looking = breaker.visit()
    while_somebody_looks = breaker.visit()

    end(looking)

    assert (while_somebody_looks, breaker.is_closed) == (None, True)
    assert go(breaker)


def test_who_looks_in_vain_leaves_it_open_for_another_pause(breaker, clock):
    go(breaker, SearchDownError(), seconds=1.0)
    clock.now += PAUSE

    go(breaker, SearchDownError())

    assert not go(breaker)
    clock.now += PAUSE
    assert go(breaker)


def test_who_left_before_it_opened_does_not_end_the_look_of_another(breaker, clock):
    late = breaker.visit()
    go(breaker, SearchDownError(), seconds=1.0)
    clock.now += PAUSE
    breaker.visit()  # somebody looks

    end(late, SearchDownError())
    clock.now += PAUSE

    assert breaker.visit() is None


def test_of_many_threads_one_looks(breaker, clock):
    go(breaker, SearchDownError(), seconds=1.0)
    clock.now += PAUSE
    together = Barrier(20)

    def ask(_number):
        together.wait()
        return breaker.visit() is not None

    with ThreadPoolExecutor(20) as threads:
        assert sum(threads.map(ask, range(20))) == 1


def test_failures_of_many_threads_are_all_counted(breaker):
    together = Barrier(FAILURES)

    def fail(_number):
        together.wait()
        go(breaker, SearchDownError())

    with ThreadPoolExecutor(FAILURES) as threads:
        list(threads.map(fail, range(FAILURES)))

    assert breaker.visit() is None
