"""Names of uploaded files: one plain line for people, whatever a disk called them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.file_names import clean_title, stem_of


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Billet.pdf", "Billet"),
        ("../../etc/passwd", "passwd"),
        pytest.param(
            "C:\\Users\\zoe\\billet de train.PDF", "billet de train", id="billet-de-train"
        ),
        pytest.param("ticket\u202efdp.exe", "ticketfdp", id="ticketfdp"),
        ("a\x00b\nc\td.txt", "ab c d"),
        ("..", ""),
        (".pdf", "pdf"),
        pytest.param("  Réservation n° 12  .jpeg", "Réservation n° 12", id="reservation-n-12"),
        pytest.param("e\u0301te\u0301.png", "été", id="accents-apart"),
        pytest.param("version 2.0 finale", "version 2.0 finale", id="version-2-0-finale"),
        ("x" * 400 + ".pdf", "x" * 120),
        ("\u200b\u2066\u2069", ""),
    ],
)
def test_stem_of_a_file_name_is_one_plain_line(said, title):
    assert stem_of(said) == title


@given(st.text())
def test_clean_title_comes_out_the_same_a_second_time(said):
    once = clean_title(said)

    assert clean_title(once) == once
    assert len(once) <= 120
