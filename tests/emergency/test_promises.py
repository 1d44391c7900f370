"""`docs/emergency.md` has a line for each danger, each invariant and each fault of the issue.

That every line names a test which is there, `tests/test_promises.py` asks of all such tables.
"""

import re
from pathlib import Path

from django.conf import settings

TABLE = Path(settings.BASE_DIR) / "docs" / "emergency.md"
NUMBER = re.compile(r"\b[FI]\d+\b")
NUMBERS = {f"F{n}" for n in range(1, 24)} | {f"I{n}" for n in range(1, 16)}
FAULTS = (  # as the issue names them
    "a false carer",
    "a false host",
    "addresses collected by many requests",
    "forms in their hundreds",
    "the same person twice",
    "a stranger types my e-mail",
    "a link opened by a mail scanner",
    "an expired link",
    "two coordinators at once",
    "a worker killed between commit and letter",
    "the clocks change",
    "an emergency past its review",
    "a list in a wrong encoding, or too long",
    "nights inside a stay",
    "a home withdrawn while it is asked",
)


def rows():
    """The cells of each row of each table, without what stands around them."""
    lines = [line for line in TABLE.read_text().splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]


def test_every_danger_and_every_invariant_has_its_line():
    assert {number for row in rows() for number in NUMBER.findall(row[0])} == NUMBERS


def test_every_fault_has_its_line_what_holds_and_who_hears_of_it():
    told = {row[0]: row[1:] for row in rows()}

    assert [fault for fault in FAULTS if fault not in told] == []
    assert {len(told[fault]) for fault in FAULTS} == {3}
    assert all(cell for fault in FAULTS for cell in told[fault])
