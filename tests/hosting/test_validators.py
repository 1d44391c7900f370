"""What must not stand in words that everybody reads."""

import pytest
from django.core.exceptions import ValidationError

from hosting.validators import address_in, validate_currency, validate_no_contacts


@pytest.mark.parametrize(
    "words",
    [
        "Write to odile@example.org.",
        "Call 06 12 34 56 78 in the evening.",
        "Tel. +33 6 12 34 56 78",
        "+32 470 12 34 56",
        "02.47.12.34.56",
    ],
)
def test_validate_no_contacts_refuses_mail_and_telephone(words):
    with pytest.raises(ValidationError):
        validate_no_contacts(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Three beds, 2 cots, since 1998.",
        "From 15 May 2027 to 30 September 2027.",
        "At 14:30, 8 km from the station, 1 200 m up.",
        "<script>alert(1)</script>",
    ],
)
def test_validate_no_contacts_leaves_other_figures_alone(words):
    assert validate_no_contacts(words) is None


@pytest.mark.parametrize(
    ("words", "door"),
    [
        ("We live at 7 bis, rue du Moulin, first floor.", "7 bis, rue"),
        ("Au 12 chemin des Dames.", "12 chemin"),
        ("Come to 7 Canary Lane.", "7 Canary Lane"),
        ("In via del Pratello 7 suona.", "via del Pratello 7"),
        ("Lange Nieuwstraat 14, Antwerpen", "Nieuwstraat 14"),
        ("The street is quiet, 3 cats live in it.", ""),
        ("La rue du Moulin est calme.", ""),
        ("Nous avons 4 lits et 2 routes devant.", ""),
    ],
)
def test_address_in_finds_a_number_beside_a_street(words, door):
    assert address_in(words) == door


@pytest.mark.parametrize("code", ["EUR", "CHF", "GBP"])
def test_validate_currency_takes_what_one_can_pay_with(code):
    assert validate_currency(code) is None


@pytest.mark.parametrize("code", ["", "eur", "EURO", "XYZ", "FRF", "XAU", "<b>"])
def test_validate_currency_refuses_the_rest(code):
    with pytest.raises(ValidationError):
        validate_currency(code)
