"""Words of the host space."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hosting.offers.choices.lists import OfferKind

register = template.Library()

KIND_WORDS = {
    OfferKind.STAY: _("Somebody sleeps at yours: a room, a whole house, a pitch."),
    OfferKind.ACTIVITY: _("You do something together: a walk, a workshop, a meal."),
    OfferKind.PRODUCT: _("Somebody takes home what you make: food, a craft, a book."),
    OfferKind.TIP: _("You share what costs nothing: where to swim, which lane to take."),
}


@register.filter
def kind_words(kind: str) -> str | Promise:
    """What a kind of offer is, in one sentence."""
    return KIND_WORDS[OfferKind(kind)]
