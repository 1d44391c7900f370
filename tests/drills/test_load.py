"""What a load counts of the answers that came."""

from bench.tools.load import Answer
from drills.load import Load


def answer(milliseconds, status=200):
    return Answer(status, 1, milliseconds / 1000, {})


def test_load_measures_pages_apart_from_searches():
    load = Load(1, {})
    load.answers = [("offer", answer(100 + number)) for number in range(100)]
    load.answers += [("list", answer(400)), ("list", answer(400))]

    assert round(load.slowest(searched=False)) == 195
    assert round(load.slowest(searched=True)) == 400


def test_load_without_answers_was_no_time():
    assert Load(1, {}).slowest(searched=True) == 0.0


def test_load_counts_statuses():
    load = Load(1, {})
    load.answers = [("offer", answer(1)), ("offer", answer(1, 500)), ("offer", answer(1, 0))]

    assert load.statuses() == {200: 1, 500: 1, 0: 1}
