"""An emergency without what the apps above register would close over people."""

from django.core.checks import run_checks

from emergency.activations import checks, registries
from emergency.activations.checks import check_registries


def test_check_registries_finds_nothing_missing():
    assert check_registries() == []


def test_check_registries_names_what_nobody_registered(monkeypatch):
    monkeypatch.setattr(checks, "OPEN_CASES", [])

    [error] = run_checks()

    assert (error.id, error.msg) == (
        "emergency.E001",
        "No app has registered open cases for emergencies.",
    )


def test_is_within_perimeter_asks_until_one_knows_the_subject(monkeypatch):
    answers = [lambda person, subject: None, lambda person, subject: False]
    monkeypatch.setattr(registries, "PERIMETERS", answers)

    assert registries.is_within_perimeter(None, "a request") is False


def test_is_within_perimeter_of_something_that_has_none(monkeypatch):
    monkeypatch.setattr(registries, "PERIMETERS", [lambda person, subject: None])

    assert registries.is_within_perimeter(None, "a home") is None
