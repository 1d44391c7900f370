"""Where somebody's own words end."""

import pytest

from core.inbound_email.reply_quotes import LONGEST, strip_quotes, strip_signature


@pytest.mark.parametrize(
    "ending",
    [
        "-- \nAda",
        "--\nAda",
        "Sent from my iPhone",
        "Envoyé depuis mon mobile Orange",
        "Envoyé à partir d’Outlook pour Android",
        "Obtenir Outlook pour iOS",
        "-----Message d'origine-----\nDe : Ben",
        "-------- Message original --------\nDe : Ben",
        "-----Original Message-----\nFrom: Ben",
        "From: Ben <ben@example.org>\nSent: Monday, 5 January 2026\nTo: Ada",
        "De : Ben <ben@example.org>\nDate : lundi 5 janvier 2026\nÀ : Ada",
        "Le 5 janv. 2026 à 10:00, Ben <ben@example.org> a écrit :\n\nnot marked",
        "On Mon, 5 Jan 2026 at 10:00, Ben <ben@example.org> wrote:\n> marked",
        "________________________________\nFrom: Ben",
    ],
)
def test_own_words_end_where_a_program_begins(ending):
    assert strip_quotes(f"My words\nin two lines\n\n{ending}\n") == "My words\nin two lines"


@pytest.mark.parametrize(
    "words",
    [
        "Le train arrive à 18 h. Marie a écrit : elle vient aussi.",
        "De : la gare, à pied, en dix minutes.",
        "Sent you the key by post.",
        "- one\n- two\n--- three",
        "On 5 January we wrote a long letter",
    ],
)
def test_own_words_leaves_words_alone_that_only_look_like_a_quote(words):
    assert strip_quotes(words) == words


def test_own_words_stay_between_quoted_lines_that_are_indented():
    text = "Yes.\n  > May we come?\n\t> With a dog?\nBring it along."

    words = strip_quotes(text)

    assert words == "Yes.\nBring it along."


def test_own_words_of_a_book_in_one_line_comes_to_an_end():
    assert len(strip_quotes("Le 5 " * LONGEST)) <= LONGEST


@pytest.mark.parametrize(
    ("closing", "left"),
    [
        ("Ada\n06 12 34 56 78", "Words"),
        ("Ada, +33 (0)6.12.34.56.78".replace("(0)", ""), "Words"),
        ("ADA@example.org", "Words"),
        ("Ada\n\nada@example.org\n\n06-12-34-56-78", "Words\n\nAda"),
        ("We are 12345678", "Words\n\nWe are 12345678"),
    ],
)
def test_without_signature_cuts_off_what_holds_an_own_address_or_number(closing, left):
    secrets = ["ada@example.org", "612345678"]

    assert strip_signature(f"Words\n\n{closing}", secrets) == left


def test_without_signature_always_leaves_the_answer():
    assert strip_signature("Ring 06 12 34 56 78", ["612345678"]) == "Ring 06 12 34 56 78"
