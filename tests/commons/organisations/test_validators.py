"""Legal identifiers, by their form."""

import pytest
from django.core.exceptions import ValidationError

from commons.organisations.validators import (
    has_luhn_key,
    plain_identifier,
    validate_rna,
    validate_siren,
    validate_siret,
    validate_uai,
    validate_vat,
    vat_key,
)

POST_OFFICE = "35600000049837"  # without a Luhn key; its digits sum up to 45


@pytest.mark.parametrize(
    ("validate", "value"),
    [
        (validate_siren, "552100554"),
        (validate_siren, "356000000"),
        (validate_siret, "55210055400013"),
        (validate_siret, "35600000000048"),
        (validate_siret, POST_OFFICE),
        (validate_rna, "W751234567"),
        (validate_vat, "FR83404833048"),
        (validate_vat, "BE0123456789"),
        (validate_uai, "0750655E"),
    ],
    ids=["siren", "post", "siret", "post-siret", "post-office", "rna", "vat", "vat-be", "uai"],
)
def test_an_identifier_of_the_right_form_is_taken(validate, value):
    assert validate(value) is None


@pytest.mark.parametrize(
    ("validate", "value"),
    [
        (validate_siren, "552100555"),
        (validate_siren, "55210055"),
        (validate_siret, "55210055400014"),
        (validate_siret, "35600000049838"),
        (validate_siret, "5521005540001"),
        (validate_rna, "751234567"),
        (validate_rna, "W75123456"),
        (validate_vat, "FR84404833048"),
        (validate_vat, "FR83404833049"),
        (validate_vat, "404833048"),
        (validate_uai, "0750655F"),
        (validate_uai, "750655E"),
    ],
)
def test_a_wrong_identifier_is_refused(validate, value):
    with pytest.raises(ValidationError):
        validate(value)


def test_luhn_key_finds_every_single_wrong_digit():
    right = "552100554"

    wrong = [
        right[:place] + digit + right[place + 1 :]
        for place in range(len(right))
        for digit in "0123456789"
        if digit != right[place]
    ]

    assert has_luhn_key(right)
    assert [number for number in wrong if has_luhn_key(number)] == []


def test_plain_identifier_leaves_out_what_stands_between_groups():
    assert plain_identifier(" fr 83.404 833-048 ") == "FR83404833048"


def test_vat_key_has_two_digits():
    assert (vat_key("404833048"), len(vat_key("000000027"))) == ("83", 2)


def test_digits_of_another_script_are_no_identifier():
    with pytest.raises(ValidationError):
        validate_siren("٥٥٢١٠٠٥٥٤")
