"""One sentence, in the language of the terminal."""

import pytest

from scripts.cli import RefusalError, localized, run_command


@pytest.fixture
def _spoken(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("_spoken")
@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({}, "yes"),
        ({"LANG": "fr_FR.UTF-8"}, "oui"),
        ({"LANG": "C.UTF-8"}, "yes"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "yes"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_CA.UTF-8"}, "oui"),
    ],
)
def test_in_language_follows_the_terminal(monkeypatch, variables, sentence):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert localized("yes", "oui") == sentence


@pytest.mark.usefixtures("_spoken")
def test_told_turns_a_refusal_into_its_sentence(capsys):
    def refuse():
        raise RefusalError("No room.", "Pas de place.")

    status = run_command(refuse)

    assert status == 1
    assert capsys.readouterr() == ("", "No room.\n")


def test_told_keeps_the_status_of_a_command():
    assert run_command(lambda: None) == 0
    assert run_command(lambda: 3) == 3
