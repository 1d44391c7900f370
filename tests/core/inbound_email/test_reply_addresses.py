"""Addresses that bring a mail back."""

import pytest
from django.utils import timezone

from core.inbound_email.reply_addresses import UnknownAddressError, decode_address, encode_address

BASE = "answers@mail.example.org"


def test_an_address_holds_its_number_and_its_minute(time_machine):
    time_machine.move_to("2026-11-26T10:12:30+00:00", tick=False)

    sealed = decode_address(encode_address(7, purpose="answer", base=BASE), purpose="answer")

    assert sealed.number == 7
    assert sealed.at == timezone.now().replace(second=0, microsecond=0)


def test_encode_address_fits_the_local_part_and_ignores_case():
    address = encode_address(2**40, purpose="answer", base=BASE)

    assert len(address.split("@")[0]) <= 64
    assert decode_address(address.upper(), purpose="answer").number == 2**40
    assert decode_address(address.lower(), purpose="answer").number == 2**40


@pytest.mark.parametrize(
    "address",
    [
        *("", "@", BASE, "answers+@mail.example.org", "answers+aaaa@mail.example.org"),
        *(f"answers+{'a' * 45}@mail.example.org", f"answers+{'é' * 45}@mail.example.org"),
        f"answers+{'a' * 5000}@mail.example.org",
    ],
    ids=lambda address: ascii(address)[1:21],
)
def test_open_address_refuses_what_nobody_made(address):
    with pytest.raises(UnknownAddressError):
        decode_address(address, purpose="answer")


def test_open_address_refuses_one_changed_letter():
    address = encode_address(7, purpose="answer", base=BASE)
    place = len("answers+")
    other = "b" if address[place] == "a" else "a"

    with pytest.raises(UnknownAddressError):
        decode_address(address[:place] + other + address[place + 1 :], purpose="answer")


def test_open_address_refuses_one_of_another_purpose_or_another_site(settings):
    address = encode_address(7, purpose="answer", base=BASE)

    with pytest.raises(UnknownAddressError):
        decode_address(address, purpose="bounce")
    settings.SECRET_KEY = "of somebody else"
    with pytest.raises(UnknownAddressError):
        decode_address(address, purpose="answer")


def test_an_address_shows_nothing_of_its_number():
    letters = {encode_address(number, purpose="answer", base=BASE)[8:24] for number in range(20)}

    assert len(letters) == 20


def test_where_no_mail_comes_in_there_is_no_address():
    assert encode_address(7, purpose="answer", base="") == ""
