"""A form that no app makes anything of would wait for ever."""

from emergency.intake import checks
from emergency.intake.checks import check_makers
from emergency.intake.choices import IntakeType
from emergency.intake.registries import MAKERS


def test_check_makers_finds_one_for_each_type_of_form():
    assert check_makers() == []


def test_check_makers_names_the_form_that_nobody_takes(monkeypatch):
    makers = {key: make for key, make in MAKERS.items() if key != IntakeType.HELPER}
    monkeypatch.setattr(checks, "MAKERS", makers)

    [error] = check_makers()

    assert (error.id, error.msg) == ("emergency.E002", "No app handles the form “help”.")
