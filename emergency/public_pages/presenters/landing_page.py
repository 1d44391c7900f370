"""What the public room shows, before anybody has a name."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from emergency.activations.models.activations import Activation
from emergency.figures.choices import Measure
from emergency.figures.selectors.published import FEWEST, published_sums, published_weeks


@dataclass(frozen=True, slots=True)
class PublicFigure:
    label: str
    number: str


def figures_of(activation: Activation) -> list[PublicFigure]:
    """What is published, and homes by fives: no press of a key tells whose turn it was."""
    housed = published_sums(published_weeks(activation))[Measure.HOUSED]
    ready = activation.housing_offers.fresh().without_guest().count()
    return [
        PublicFigure(_("people housed"), _few(housed)),
        PublicFigure(
            _("homes that are ready, rounded down to fives"), _few(ready - ready % FEWEST)
        ),
    ]


def _few(number: int) -> str:
    return str(number) if number else _("fewer than %(count)s") % {"count": FEWEST}


def categories_in_words(activation: Activation) -> str:
    names = [category.name for category in activation.categories.all()]
    return get_text_list(names, _("and"))
