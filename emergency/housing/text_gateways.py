"""The port to a gateway for text messages: who has no e-mail is told by telephone."""

from __future__ import annotations

from typing import Final, Protocol, cast

import phonenumbers
from django.conf import settings
from django.utils.module_loading import import_string
from phonenumbers import PhoneNumberType

from emergency.housing.errors.texts import (
    CountryRefusedError,
    NoGatewayError,
    NumberRefusedError,
)


class TextGateway(Protocol):
    """The contract of an adapter. It keeps nothing, and answers within some seconds.

    Whatever it raises is tried again; NumberRefusedError is not.
    """

    def send(self, *, number: str, words: str, key: str) -> None:
        """Hand it over. The same `key` may come twice, and is sent once."""


class NoGateway:
    """Where none is connected, no number leaves the site."""

    def send(self, *, number: str, words: str, key: str) -> None:
        raise NoGatewayError


PAID_BY_THE_CALLER: Final = frozenset(
    (
        *(PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST),
        *(PhoneNumberType.PAGER, PhoneNumberType.UAN),
    )
)


def require_texted_country(number: str) -> None:
    """A number of EMERGENCY_TEXT_COUNTRIES, and no premium line: anybody may type any number.

    Raises NumberRefusedError, CountryRefusedError.
    """
    try:
        parsed = phonenumbers.parse(number, settings.PHONENUMBER_DEFAULT_REGION)
    except phonenumbers.NumberParseException as error:
        raise NumberRefusedError from error
    if phonenumbers.region_code_for_number(parsed) not in settings.EMERGENCY_TEXT_COUNTRIES:
        raise CountryRefusedError
    if phonenumbers.number_type(parsed) in PAID_BY_THE_CALLER:
        raise NumberRefusedError


def is_gateway_ready() -> bool:
    return bool(settings.EMERGENCY_TEXTS)


def text_gateway() -> TextGateway:
    """The adapter that the settings name, or the one that refuses."""
    if not is_gateway_ready():
        return NoGateway()
    return cast("TextGateway", import_string(settings.EMERGENCY_TEXTS)())
