"""The arithmetic of turns."""

import pytest

from bench.tools.throughput import (
    MeasuredPage,
    Throughput,
    median_of,
    milliseconds_of,
    throughputs_of,
)
from scripts.processes import Child
from tests.bench.tools.test_load import Handler, port

__all__ = ["Handler", "port"]


class FakeServer:
    """Answers at a real port; its worker is said to use a tenth of a second each time one looks."""

    def __init__(self, port):
        self.port, self.seconds = port, 0.0

    def worker_seconds(self):
        self.seconds += 0.1
        return self.seconds


def test_the_middle_of_rates_and_of_times_are_taken_apart():
    paces = [Throughput(10, 3.0), Throughput(30, 1.0), Throughput(20, 9.0)]

    assert median_of(paces) == Throughput(20, 3.0)


def test_paces_of_takes_turns_and_leaves_the_first_away(port, monkeypatch):
    monkeypatch.setattr("bench.tools.throughput.SECONDS", 0.05)
    server = FakeServer(port)

    paces = throughputs_of(
        {"one": MeasuredPage(server, "/"), "other": MeasuredPage(server, "/chunked")}, turns=2
    )

    assert list(paces) == ["one", "other"]
    assert server.seconds == pytest.approx(0.8)  # looked at twice in each of four turns
    assert all(pace.rate > 0 and pace.milliseconds > 0 for pace in paces.values())


def test_milliseconds_of_counts_only_what_is_heard(port):
    taken = milliseconds_of(FakeServer(port), ["/"] * 5, unheard=2)

    assert len(taken) == 3
    assert min(taken) > 0


def test_an_answer_that_is_no_page_is_no_figure(port):
    with pytest.raises(RuntimeError, match="/broken did not answer"):
        milliseconds_of(FakeServer(port), ["/broken"] * 2, unheard=0)


def test_an_answer_that_fails_is_told_with_the_last_words_of_the_server(
    port, tmp_path, monkeypatch
):
    monkeypatch.setattr("bench.tools.throughput.SECONDS", 0.05)
    server, log = FakeServer(port), tmp_path / "server.log"
    log.write_text("no such basket")
    server.child = Child("server", None, log)

    with pytest.raises(RuntimeError, match=r"/broken did not always answer: \{404: \d+\}\nno such"):
        throughputs_of({"broken": MeasuredPage(server, "/broken")})
