"""What a person may write about themselves."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

INHABITED: Final = (
    *("Africa", "America", "Antarctica", "Arctic", "Asia"),
    *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
)


def validate_single_line(value: str) -> None:
    """A name stands in subjects of mails and in files: no line break, no invisible sign."""
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"} for sign in value):
        raise ValidationError(
            _("Remove line breaks and invisible characters from this field."), code="several_lines"
        )


def validate_site_language(code: str) -> None:
    """We write letters in the languages of the site only."""
    if code not in dict(settings.LANGUAGES):
        raise ValidationError(_("We can’t send emails in this language yet. Choose another one."))


def validate_spoken_languages(codes: Sequence[str]) -> None:
    """A list of codes from LANGUAGES_SPOKEN, each of them once."""
    is_list = isinstance(codes, list) and len(codes) == len(set(map(str, codes)))
    if not is_list or not set(map(str, codes)) <= set(dict(settings.LANGUAGES_SPOKEN)):
        raise ValidationError(_("Choose languages from the list."))


@cache
def time_zones() -> tuple[str, ...]:
    """Zones by a city whose clock people know; `Etc/GMT+5` is none."""
    return tuple(sorted(name for name in available_timezones() if name.split("/")[0] in INHABITED))


def validate_time_zone(name: str) -> None:
    if name not in time_zones():
        raise ValidationError(_("Choose a time zone from the list."))
