"""A figure is printed and kept; one that falls short shows, and fails nothing."""

import json

import pytest

from bench.tools.figures import Figure, Recorder


@pytest.mark.parametrize(
    ("method", "value", "target", "holds"),
    [
        ("at_most", 12, "≤ 12", True),
        ("at_most", 12.5, "≤ 12", False),
        ("at_least", 12, "≥ 12", True),
        ("at_least", 11.9, "≥ 12", False),
        ("exactly", 12, "= 12", True),
        ("exactly", 13, "= 12", False),
    ],
)
def test_recorder_compares_with_the_target(tmp_path, method, value, target, holds):
    recorder = Recorder("pages", folder=tmp_path)

    figure = getattr(recorder, method)("queries", value, "queries", 12)

    assert figure == Figure("queries", value, "queries", target, holds)


def test_recorder_keeps_one_line_a_figure(tmp_path, capsys):
    recorder = Recorder("pages", folder=tmp_path)

    recorder.at_most("offer page: bytes", 123456, "B", 102400)
    recorder.note("offer page: mean", 0.25, "s")

    kept = [json.loads(line) for line in (tmp_path / "pages.jsonl").read_text().splitlines()]
    assert kept == [
        {
            "name": "offer page: bytes",
            "value": 123456,
            "unit": "B",
            "target": "≤ 102400",
            "holds": False,
        },
        {"name": "offer page: mean", "value": 0.25, "unit": "s", "target": None, "holds": None},
    ]
    assert capsys.readouterr().out.splitlines() == [
        "offer page: bytes: 123 456 B (target ≤ 102400) FALLS SHORT",
        "offer page: mean: 0.25 s",
    ]


def test_recorder_replaces_the_last_run_unless_it_continues_it(tmp_path):
    Recorder("pages", folder=tmp_path).note("old", 1, "")
    Recorder("pages", folder=tmp_path).note("new", 2, "")

    Recorder("pages", folder=tmp_path, fresh=False).note("more", 3, "")

    lines = (tmp_path / "pages.jsonl").read_text().splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["new", "more"]
