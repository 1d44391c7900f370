"""An employer's list, whatever program wrote it."""

import pytest

from emergency.housing.errors.verification import (
    RosterTooDemandingError,
    RosterTooLongError,
    RosterUnreadableError,
)
from emergency.housing.roster_parser import (
    MOST_LINES,
    phone_in,
    read_roster,
    read_uploaded_roster,
)
from tests.doubling import assert_linear

LIST = "Prénom;Téléphone;Courriel\nHélène;06 12 34 56 78;helene@chu-tours.fr\nAbdé;;\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_read_roster_in_every_encoding(encoding):
    roster = read_roster(LIST.encode(encoding))

    assert roster.phones == {"+33612345678"}
    assert roster.emails == {"helene@chu-tours.fr"}
    assert (roster.lines, roster.unread) == (3, 2)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_read_roster_with_every_separator(separator):
    rows = [["name", "mail"], ["Ada", "ada@ght37.fr"], ["Ben", "BEN@ght37.fr"]]

    roster = read_roster("\r\n".join(separator.join(row) for row in rows).encode())

    assert roster.emails == {"ada@ght37.fr", "ben@ght37.fr"}


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("06.12.34.56.78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("0033612345678", "+33612345678"),
        ("612345678", "+33612345678"),
        ("06\u00a012\u00a034\u00a056\u00a078", "+33612345678"),
        ("+32 475 12 34 56", "+32475123456"),
        ("37044", ""),
        ("2026-11-25", ""),
        ("Ward 12", ""),
    ],
)
def test_phone_in_a_cell(cell, phone):
    assert phone_in(cell) == phone


def test_read_roster_takes_a_hundred_thousand_lines_and_no_more():
    lines = [f"0612{number:06}" for number in range(MOST_LINES)]

    assert len(read_roster("\n".join(lines).encode()).phones) == MOST_LINES
    with pytest.raises(RosterTooLongError):
        read_roster("\n".join([*lines, "0712345678"]).encode())


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02\xff", b"PK\x03\x04\x00\x00\x00", b"name;ward\nAda;12\n"]
)
def test_read_roster_refuses_what_isn_t_a_list(data):
    with pytest.raises(RosterUnreadableError):
        read_roster(data)


def test_read_roster_refuses_a_file_that_never_ends():
    with pytest.raises(RosterTooLongError):
        read_roster(b"x" * (20 * 1024 * 1024 + 1))


def test_read_roster_knows_what_stands_on_lines_that_differ():
    lines = ["Ada;0247474747;ada@ght37.fr", "Ben;0247474747;", "Ada;0247474747;ada@ght37.fr"]

    assert read_roster("\n".join(lines).encode()).shared == {"+33247474747"}


@pytest.mark.parametrize("repeated", ["a", "a@", "1", "+", ";"])
def test_read_roster_takes_twice_as_long_for_a_cell_twice_as_long(repeated):
    def make(size):
        return (LIST + repeated * (size // len(repeated))).encode()

    assert_linear(read_roster, make, 40_000)


def test_read_uploaded_roster_returns_what_read_roster_does(monkeypatch):
    data = LIST.encode()
    expected = read_roster(data)
    monkeypatch.setattr("emergency.housing.roster_parser.read_roster", pytest.fail)

    assert read_uploaded_roster(data) == expected


def test_read_uploaded_roster_refuses_in_the_same_words():
    with pytest.raises(RosterUnreadableError):
        read_uploaded_roster(b"nothing")


def test_read_uploaded_roster_refuses_what_takes_more_memory_than_there_is(settings):
    settings.MEDIA_CLEANING = {**settings.MEDIA_CLEANING, "memory": 40 << 20}

    with pytest.raises(RosterTooDemandingError):
        read_uploaded_roster(b"x" * (15 << 20))
