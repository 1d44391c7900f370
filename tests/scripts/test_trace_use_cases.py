"""Which modules a request runs through is counted, and too many of them fail."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.template import Origin, Template

from core.values.countdown import format_duration
from emergency.matching.bitset import bitset_of, indices_in
from scripts import trace_use_cases, use_cases
from scripts.machine import ROOT
from scripts.trace_use_cases import Request, UnexpectedAnswerError

BITSET = "emergency/matching/bitset.py"


def answer(status=302, text="", templates=()):
    return SimpleNamespace(status_code=status, text=text, templates=list(templates))


def one_request(**expected):
    """What a press on something in `emergency.matching` runs through."""

    def use_case(send):
        send("a press", lambda: answer(text=str(bitset_of([1], 8))), **expected)

    return trace_use_cases.play(use_case)


@pytest.mark.parametrize(
    ("path", "is_counted"),
    [
        pytest.param("hosting/requests/actions/proposals.py", True, id="hosting-requests"),
        pytest.param("hosting/requests/templates/requests/request.html", True, id="request-html"),
        pytest.param("commons/accounts/rules.py", True, id="commons-accounts"),
        pytest.param("commons/audit/actions.py", False, id="commons-audit"),
        pytest.param("commons/outbox/actions.py", False, id="commons-outbox"),
        pytest.param("commons/notifications/actions.py", False, id="notifications"),
        pytest.param("core/http/actions.py", False, id="core-http"),
        pytest.param("ui/templates/components/button.html", False, id="ui-templates"),
        pytest.param("config/urls.py", False, id="config-urls-py"),
        pytest.param("/usr/lib/python3.13/json/decoder.py", False, id="standard-library"),
        pytest.param("tests/factories/hosting.py", False, id="tests-factories"),
    ],
)
def test_is_counted_leaves_out_what_every_request_passes(path, is_counted):
    assert trace_use_cases.is_counted(path) is is_counted


def test_recorded_modules_names_each_module_once_in_their_order():
    with trace_use_cases.recorded_modules() as modules:
        indices_in(bitset_of([1], 8))
        indices_in(2)
        format_duration(timedelta(hours=3))

    assert list(modules) == [BITSET]


def test_recorded_modules_sees_again_what_an_earlier_request_ran():
    for _request in range(2):
        with trace_use_cases.recorded_modules() as modules:
            indices_in(2)

    assert list(modules) == [BITSET]


def test_play_records_each_request():
    assert one_request() == [Request("a press", (BITSET,))]


def test_play_refuses_another_status():
    with pytest.raises(UnexpectedAnswerError, match="a press: status 302"):
        one_request(status=200)


def test_play_refuses_an_answer_that_does_not_show_what_was_asked():
    with pytest.raises(UnexpectedAnswerError):
        one_request(shows="7 Canary Lane")


def test_rendered_templates_are_ours_and_each_once():
    paths = [
        f"{ROOT}/hosting/requests/templates/requests/request.html",
        f"{ROOT}/hosting/requests/templates/requests/request.html",
        f"{ROOT}/ui/templates/layouts/site.html",
        "/usr/lib/python3/site-packages/wagtail/templates/wagtailadmin/base.html",
    ]
    rendered = [Template("", origin=Origin(path)) for path in paths]

    found = trace_use_cases.rendered_templates(answer(templates=rendered))

    assert list(found) == ["hosting/requests/templates/requests/request.html"]


@pytest.mark.parametrize(("count", "verdict", "status"), [(14, "ok  ", 0), (15, "FAIL", 1)])
def test_main_fails_above_the_budget(monkeypatch, capsys, count, verdict, status):
    modules = tuple(f"hosting/offers/{number}.py" for number in range(count))
    monkeypatch.setattr(trace_use_cases.messages, "compile_all", lambda: None)
    monkeypatch.setattr(trace_use_cases, "use_copy_of_template", lambda folder: None)
    monkeypatch.setattr(trace_use_cases, "play", lambda case: [Request("a press", modules)])
    monkeypatch.setattr(trace_use_cases, "BUDGET", 14)
    monkeypatch.setattr(use_cases, "USE_CASES", {"one": lambda send: None})

    assert trace_use_cases.main(counts_only=True) == status
    assert capsys.readouterr().out == f"{verdict} one: {count} (at most 14)\n"


def test_report_lists_each_request_with_its_modules_and_templates():
    requests = [
        Request("a page", ("hosting/offers/views.py",), ("hosting/offers/templates/a.html",)),
        Request("a press", ("hosting/offers/actions.py",)),
    ]

    lines = list(trace_use_cases.report("one", requests))

    assert lines == [
        "ok   one: 1 (at most 14)",
        "     a page: 1 modules, 1 templates",
        "         hosting/offers/views.py",
        "         hosting/offers/templates/a.html",
        "     a press: 1 modules, 0 templates",
        "         hosting/offers/actions.py",
    ]
