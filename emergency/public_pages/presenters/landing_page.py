"""What the public room shows, before anybody has a name."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.text.formatting import format_and_list
from core.values.suppression import FEWEST
from emergency.activations.models.activations import Activation
from emergency.figures.choices import Measure
from emergency.figures.selectors.published import published_sums, published_weeks


@dataclass(frozen=True, slots=True)
class PublicFigure:
    label: str
    number: str


def figures_of(activation: Activation) -> list[PublicFigure]:
    """What is published, and homes by fives: no press of a key tells whose turn it was.

    The count of homes is live and exempt from suppression: it names no household, and rounded down
    it doesn't move with a single home.
    """
    housed = published_sums(published_weeks(activation))[Measure.HOUSED]
    ready = activation.housing_offers.fresh().without_guest().count()
    return [
        PublicFigure(_("households housed"), _few(housed)),
        PublicFigure(
            _("homes ready (rounded down to a multiple of 5)"), _few(ready - ready % FEWEST)
        ),
    ]


def _few(number: int) -> str:
    return str(number) if number else _("fewer than %(count)s") % {"count": FEWEST}


def categories_in_words(activation: Activation) -> str:
    """`Health workers, cleaners and students`: within a sentence, so small from the second on."""
    names = [category.name for category in activation.categories.all()]
    small = [name if name[:2].isupper() else name[:1].lower() + name[1:] for name in names[1:]]
    return format_and_list(names[:1] + small)
