"""Who may keep offers: everybody who is in, each for themselves."""

import rules

from commons.accounts.permissions import Visitor
from hosting.favourites.models import Favourite, FavouriteList
from hosting.offers.models.offers import Offer


@rules.predicate
def is_owner(person: Visitor, kept: FavouriteList | Favourite | None) -> bool:
    return kept is not None and kept.owner_id == person.pk


@rules.predicate
def may_read(person: Visitor, offer: Offer | None) -> bool:
    """Whether the page of the offer is open to this person."""
    return offer is not None and Offer.objects.visible_to(person).filter(pk=offer.pk).exists()


rules.add_perm("favourites.save_favourite", rules.is_active & may_read)
rules.add_perm("favourites.remove_favourite", rules.is_active & is_owner)
rules.add_perm("favourites.change_list", rules.is_active & is_owner)
