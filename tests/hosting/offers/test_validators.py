"""What must not stand in words that everybody reads."""

import pytest
from django.core.exceptions import ValidationError

from hosting.offers.forms.offers import StartForm
from hosting.offers.validators import (
    LONGEST_PUBLIC,
    address_in,
    validate_currency,
    validate_no_contacts,
)
from tests.doubling import assert_linear
from tests.factories.accounts import UserFactory


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
        ("Hauptstrasse 55a, Bern", "Hauptstrasse 55a"),
        ("Wir wohnen Hauptstraße 55.", "Hauptstraße 55"),
        ("Berliner Str. 12", "Berliner Str. 12"),
        ("In der Lindengasse 3", "Lindengasse 3"),
        ("Marktplatz 3, Tübingen", "Marktplatz 3"),
        ("Potsdamer Platz 1", "Potsdamer Platz 1"),
        ("Mozartweg 7", "Mozartweg 7"),
        ("Suona in via Garibaldi, 12", "via Garibaldi, 12"),
        ("Via G. Verdi 12", "Via G. Verdi 12"),
        ("Via dell’Orso 3", "Via dell’Orso 3"),
        ("piazza Dante n. 4", "piazza Dante n. 4"),
        ("Kerkstraat 5", "Kerkstraat 5"),
        ("Stationsplein 3", "Stationsplein 3"),
        ("Prinsengracht 263", "Prinsengracht 263"),
        ("44 square metres and a garden", ""),
        ("44 Square Feet", ""),
        ("A 7 minutes drive, a 20 minute scenic drive", ""),
        ("30 m² near the lake", ""),
        ("Fußweg 20 Minuten, Bergweg 30 km", ""),
        ("Viel Platz 4 Personen", ""),
        ("Corso di cucina 3 ore", ""),
        ("Drive via the A10 in 20 minutes", ""),
        ("2 Bedrooms Close to the Sea, 3 rooms close by", ""),
        ("Weihnachtsplatz 2027", ""),
        ("Een plein 5 minuten van hier", ""),
        ("The street is quiet, 3 cats live in it.", ""),
        ("La rue du Moulin est calme.", ""),
        ("Nous avons 4 lits et 2 routes devant.", ""),
    ],
)
def test_address_in_finds_a_number_beside_a_street(words, door):
    assert address_in(words) == door


REPEATED = ["a", "@", "a@", "a@b", "1", "1 ", "via ", "via a.", "12 Aa ", "straat", "+33 6 "]


@pytest.mark.parametrize("repeated", REPEATED)
def test_validators_take_twice_as_long_for_twice_as_much(repeated):
    def look_through(text):
        address_in(text)
        validate_no_contacts(text)

    assert_linear(
        look_through, lambda size: repeated * (size // len(repeated)), LONGEST_PUBLIC // 2
    )


def test_validate_no_contacts_looks_through_nothing_that_no_field_holds(monkeypatch):
    monkeypatch.setattr("hosting.offers.validators.PhoneNumberMatcher", None)

    with pytest.raises(ValidationError, match="far too long"):
        validate_no_contacts("a" * (LONGEST_PUBLIC + 1))


@pytest.mark.django_db
def test_a_form_refuses_a_title_of_megabytes_at_once():
    person = UserFactory()

    def errors(title):
        return StartForm({"title": title}, person=person).errors["title"]

    assert errors("a" * 6_000_000) == [
        "This text is far too long. Please shorten it.",
        "Ensure this value has at most 120 characters (it has 6000000).",
    ]
    assert_linear(errors, lambda size: "a" * size, 1_000_000)


@pytest.mark.parametrize("code", ["EUR", "CHF", "GBP"])
def test_validate_currency_takes_what_one_can_pay_with(code):
    assert validate_currency(code) is None


@pytest.mark.parametrize("code", ["", "eur", "EURO", "XYZ", "FRF", "XAU", "<b>"])
def test_validate_currency_refuses_the_rest(code):
    with pytest.raises(ValidationError):
        validate_currency(code)
