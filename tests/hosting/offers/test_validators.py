"""What must not stand in words that everybody reads."""

import pytest
from django.core.exceptions import ValidationError

from hosting.offers.forms.offers import StartForm
from hosting.offers.validators import (
    LONGEST_PUBLIC,
    address_in,
    mask_contacts,
    validate_amenities,
    validate_currency,
    validate_no_contacts,
)
from tests.doubling import assert_linear
from tests.factories.accounts import UserFactory


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Write to odile@example.org.", id="mail"),
        pytest.param("Call 06 12 34 56 78 in the evening.", id="telephone"),
        pytest.param("Tel. +33 6 12 34 56 78", id="international"),
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
        pytest.param("Three beds, 2 cots, since 1998.", id="beds"),
        pytest.param("From 15 May 2027 to 30 September 2027.", id="dates"),
        pytest.param("At 14:30, 8 km from the station, 1 200 m up.", id="hours-and-ways"),
        pytest.param("<script>alert(1)</script>", id="script"),
    ],
)
def test_validate_no_contacts_leaves_other_figures_alone(words):
    assert validate_no_contacts(words) is None


@pytest.mark.parametrize(
    ("words", "door"),
    [
        pytest.param(
            "We live at 7 bis, rue du Moulin, first floor.", "7 bis, rue", id="we-live-at-7-bis-rue"
        ),
        pytest.param("Au 12 chemin des Dames.", "12 chemin", id="au-12-chemin-des-dames"),
        pytest.param("Come to 7 Canary Lane.", "7 Canary Lane", id="come-to-7-canary-lane"),
        pytest.param(
            "In via del Pratello 7 suona.", "via del Pratello 7", id="in-via-del-pratello-7"
        ),
        pytest.param(
            "Lange Nieuwstraat 14, Antwerpen", "Nieuwstraat 14", id="lange-nieuwstraat-14"
        ),
        pytest.param("Hauptstrasse 55a, Bern", "Hauptstrasse 55a", id="hauptstrasse-55a-bern"),
        pytest.param("Wir wohnen Hauptstraße 55.", "Hauptstraße 55", id="wir-wohnen"),
        pytest.param("Berliner Str. 12", "Berliner Str. 12", id="berliner-str-12"),
        pytest.param("In der Lindengasse 3", "Lindengasse 3", id="in-der-lindengasse-3"),
        pytest.param("Marktplatz 3, Tübingen", "Marktplatz 3", id="marktplatz-3-tubingen"),
        pytest.param("Potsdamer Platz 1", "Potsdamer Platz 1", id="potsdamer-platz-1"),
        pytest.param("Mozartweg 7", "Mozartweg 7", id="mozartweg-7"),
        pytest.param(
            "Suona in via Garibaldi, 12", "via Garibaldi, 12", id="suona-in-via-garibaldi"
        ),
        pytest.param("Via G. Verdi 12", "Via G. Verdi 12", id="via-g-verdi-12"),
        pytest.param("Via dell’Orso 3", "Via dell’Orso 3", id="via-dell-orso-3"),
        pytest.param("piazza Dante n. 4", "piazza Dante n. 4", id="piazza-dante-n-4"),
        pytest.param("Kerkstraat 5", "Kerkstraat 5", id="kerkstraat-5"),
        pytest.param("Stationsplein 3", "Stationsplein 3", id="stationsplein-3"),
        pytest.param("Prinsengracht 263", "Prinsengracht 263", id="prinsengracht-263"),
        pytest.param("44 square metres and a garden", "", id="44-square-metres"),
        ("44 Square Feet", ""),
        pytest.param(
            "A 7 minutes drive, a 20 minute scenic drive", "", id="a-7-minutes-drive-a-20"
        ),
        pytest.param("30 m² near the lake", "", id="30-m2-near-the-lake"),
        pytest.param("Fußweg 20 Minuten, Bergweg 30 km", "", id="fussweg-20-minuten"),
        ("Viel Platz 4 Personen", ""),
        ("Corso di cucina 3 ore", ""),
        pytest.param("Drive via the A10 in 20 minutes", "", id="drive-via-the-a10"),
        pytest.param("2 Bedrooms Close to the Sea, 3 rooms close by", "", id="2-bedrooms-close"),
        ("Weihnachtsplatz 2027", ""),
        pytest.param("Een plein 5 minuten van hier", "", id="een-plein-5-minuten"),
        pytest.param("The street is quiet, 3 cats live in it.", "", id="the-street-is-quiet-3"),
        pytest.param("La rue du Moulin est calme.", "", id="la-rue-du-moulin-est"),
        pytest.param("Nous avons 4 lits et 2 routes devant.", "", id="nous-avons-4-lits-et-2"),
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
        "This text is far too long. Shorten it.",
        "Ensure this value has at most 120 characters (it has 6000000).",
    ]
    assert_linear(errors, lambda size: "a" * size, 1_000_000)


@pytest.mark.parametrize("code", ["EUR", "CHF", "GBP"])
def test_validate_currency_takes_what_one_can_pay_with(code):
    assert validate_currency(code) is None


@pytest.mark.parametrize("code", ["", "eur", "EURO", "XYZ", "FRF", "XAU", "<b>"])
def test_validate_currency_refuses_the_rest(code):
    with pytest.raises(ValidationError, match="Enter a currency code such as EUR"):
        validate_currency(code)


@pytest.mark.parametrize("codes", [[], ["wifi"], ["garden", "wifi"]])
def test_validate_amenities_takes_codes_of_the_list(codes):
    validate_amenities(codes)


@pytest.mark.parametrize(
    "codes", ["wifi", {"wifi": 1}, ["wifi", "wifi"], ["castle"], [1], [["wifi"]], None]
)
def test_validate_amenities_refuses_everything_else(codes):
    with pytest.raises(ValidationError):
        validate_amenities(codes)


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        pytest.param("Two nights in May, 2 adults.", "Two nights in May, 2 adults.", id="nothing"),
        pytest.param("At 7 Canary Lane, or a@example.org.", "At […], or […].", id="address-mail"),
        pytest.param("06 12 34 56 78 / +32 470 12 34 56", "[…] / […]", id="telephones"),
        pytest.param("7 bis, rue du Moulin", "[…] du Moulin", id="french-street"),
        pytest.param("x" * (LONGEST_PUBLIC + 1), "[…]", id="too-long"),
    ],
)
def test_mask_contacts_leaves_out_how_to_reach_somebody(words, masked):
    assert mask_contacts(words) == masked
