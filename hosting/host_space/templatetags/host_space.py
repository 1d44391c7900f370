"""Words of the host space."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hosting.offers.choices.lists import OfferKind

register = template.Library()

KIND_WORDS = {
    OfferKind.STAY: _("Guests stay with you: a room, a whole house or a camping pitch."),
    OfferKind.WORKSPACE: _(
        "People come to work at your place: a desk, a meeting room or a workshop."
    ),
    OfferKind.ACTIVITY: _("You do something together: a walk, a workshop, a meal."),
    OfferKind.PRODUCT: _("Guests take home something you make: food, a craft or a book."),
    OfferKind.TIP: _("You share something free: where to swim, which path to take."),
}


@register.filter
def kind_words(kind: str) -> str | Promise:
    """What a kind of offer is, in one sentence."""
    return KIND_WORDS[OfferKind(kind)]
