"""What a mail server starts: it passes a verdict on, and everything else means "later"."""

import subprocess
import sys

import pytest

from scripts.machine import ROOT

SCRIPT = ROOT / "docker" / "receive-mail"
RECIPIENT = "answers+token@mail.example.org"
HOUSE = """
import os, sys
assert sys.argv[1:] == ["receive_mail", "answers+token@mail.example.org"]
assert sys.stdin.read() == "a mail"
print(os.environ["DEFAULT_FROM_EMAIL"])
sys.exit(int(os.environ["CODE"]))
"""


def run(house, settings):
    command = ["sh", str(SCRIPT), str(house), str(settings), RECIPIENT]
    return subprocess.run(
        command, input="a mail", text=True, capture_output=True, env={"PYTHON": sys.executable}
    )


def settings_with(folder, code):
    path = folder / "settings.env"
    path.write_text(f'DEFAULT_FROM_EMAIL="Hirondelle <bonjour@example.org>"\nCODE={code}\n')
    return path


@pytest.mark.parametrize(
    ("code", "exit_code"),
    [(0, 0), (65, 65), (67, 67), (69, 69), (77, 77), (75, 75), (1, 75), (2, 75), (139, 75)],
)
def test_a_verdict_is_passed_on_and_a_broken_house_means_later(tmp_path, code, exit_code):
    (tmp_path / "manage.py").write_text(HOUSE)

    done = run(tmp_path, settings_with(tmp_path, code))

    assert (done.returncode, done.stdout) == (exit_code, "Hirondelle <bonjour@example.org>\n")


def test_without_its_house_or_its_settings_the_mail_waits(tmp_path):
    settings = settings_with(tmp_path, 0)

    codes = [
        run(tmp_path / "gone", settings).returncode,
        run(tmp_path, tmp_path / "gone.env").returncode,
        run(tmp_path, settings).returncode,  # a house without manage.py
    ]

    assert codes == [75, 75, 75]
