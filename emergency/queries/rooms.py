"""What the public room shows, before anybody has a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from core.remembering import remembered
from emergency.enums import Measure
from emergency.models import Activation, Hospital
from emergency.queries.published import FEWEST, published_sums, published_weeks

HOSPITALS_KEPT_FOR: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    number: str


def hospitals_of(activation: Activation) -> dict[int, str]:
    """The places of work of its departments, by their number in our table."""
    return remembered(
        f"emergency.hospitals.{activation.departments}",
        lambda: _read_hospitals(activation),
        HOSPITALS_KEPT_FOR,
    )


def figures_of(activation: Activation) -> list[Figure]:
    """What is published, and homes by fives: no press of a key tells whose turn it was."""
    housed = published_sums(published_weeks(activation))[Measure.HOUSED]
    ready = activation.housing_offers.live().count()
    return [
        Figure(_("people housed"), _few(housed)),
        Figure(_("homes that are ready"), _few(ready - ready % FEWEST)),
    ]


def _few(number: int) -> str:
    return str(number) if number else _("fewer than %(count)s") % {"count": FEWEST}


def categories_in_words(activation: Activation) -> str:
    names = [category.name for category in activation.categories.all()]
    return get_text_list(names, _("and"))


def _read_hospitals(activation: Activation) -> dict[int, str]:
    found = Hospital.objects.in_departments(activation.department_codes)
    return {hospital.pk: str(hospital) for hospital in found}
