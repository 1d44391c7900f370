"""Where somebody's own words end."""

import pytest

from core.inbound_email.reply_quotes import LONGEST, strip_quotes, strip_signature


@pytest.mark.parametrize(
    "ending",
    [
        "-- \nAda",
        "--\nAda",
        "Sent from my iPhone",
        pytest.param("Envoyé depuis mon mobile Orange", id="envoye-depuis-mon-mobile"),
        pytest.param("Envoyé à partir d’Outlook pour Android", id="envoye-a-partir-d-outlook"),
        "Obtenir Outlook pour iOS",
        pytest.param("-----Message d'origine-----\nDe : Ben", id="message-d-origine-de-ben"),
        pytest.param("-------- Message original --------\nDe : Ben", id="message-original-de-ben"),
        pytest.param("-----Original Message-----\nFrom: Ben", id="original-message-from-ben"),
        pytest.param(
            "From: Ben <ben@example.org>\nSent: Monday, 5 January 2026\nTo: Ada",
            id="from-ben-ben-example-org",
        ),
        pytest.param(
            "De : Ben <ben@example.org>\nDate : lundi 5 janvier 2026\nÀ : Ada",
            id="de-ben-ben-example-org-date",
        ),
        pytest.param(
            "Le 5 janv. 2026 à 10:00, Ben <ben@example.org> a écrit :\n\nnot marked",
            id="le-5-janv-2026-a-10-00-ben",
        ),
        pytest.param(
            "On Mon, 5 Jan 2026 at 10:00, Ben <ben@example.org> wrote:\n> marked",
            id="on-mon-5-jan-2026-at-10-00",
        ),
        pytest.param("________________________________\nFrom: Ben", id="from-ben"),
    ],
)
def test_own_words_end_where_a_program_begins(ending):
    assert strip_quotes(f"My words\nin two lines\n\n{ending}\n") == "My words\nin two lines"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(
            "Le train arrive à 18 h. Marie a écrit : elle vient aussi.", id="le-train-arrive-a-18-h"
        ),
        pytest.param("De : la gare, à pied, en dix minutes.", id="de-la-gare-a-pied-en-dix"),
        "Sent you the key by post.",
        "- one\n- two\n--- three",
        pytest.param("On 5 January we wrote a long letter", id="on-5-january-we-wrote"),
    ],
)
def test_own_words_keeps_what_only_looks_quoted(words):
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
        pytest.param("Ada\n06 12 34 56 78", "Words", id="telephone"),
        pytest.param("Ada, +33 (0)6.12.34.56.78".replace("(0)", ""), "Words", id="international"),
        pytest.param("ADA@example.org", "Words", id="mail"),
        pytest.param(
            "Ada\n\nada@example.org\n\n06-12-34-56-78", "Words\n\nAda", id="mail-and-telephone"
        ),
        pytest.param("We are 12345678", "Words\n\nWe are 12345678", id="other-number"),
    ],
)
def test_without_signature_cuts_own_address_or_number(closing, left):
    secrets = ["ada@example.org", "612345678"]

    assert strip_signature(f"Words\n\n{closing}", secrets) == left


def test_without_signature_always_leaves_the_answer():
    assert strip_signature("Ring 06 12 34 56 78", ["612345678"]) == "Ring 06 12 34 56 78"
