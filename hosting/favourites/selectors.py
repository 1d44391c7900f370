"""What somebody keeps, and the list that a link opens."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from commons.accounts.permissions import Visitor
from core.security.tokens import public_id_in_token
from hosting.favourites.models import Favourite, FavouriteList


def favourite_ids(visitor: Visitor, offers: Iterable[str]) -> frozenset[str]:
    """Which of these offers, by their public ids, this visitor keeps. One read, for members."""
    wanted = list(offers)
    if not wanted or not visitor.is_authenticated:
        return frozenset()
    kept = Favourite.objects.visible_to(visitor).filter(offer__public_id__in=wanted)
    return frozenset(kept.order_by().values_list("offer__public_id", flat=True))


def lists_of(person: Visitor) -> QuerySet[FavouriteList]:
    """Their lists, the one used last first, each with how many offers stand in it: `size`."""
    return FavouriteList.objects.visible_to(person).annotate(size=Count("favourites"))


def shared_list(token: str) -> FavouriteList | None:
    """The list of this link, while its link holds and its owner is here."""
    public_id = public_id_in_token(token)
    lists = FavouriteList.objects.filter(public_id=public_id, owner__is_active=True)
    found = lists.first() if public_id else None
    return found if found and found.is_opened_by(token) else None


def offers_of(favourite_list: FavouriteList) -> list[int]:
    """The keys of its offers, what was kept last first."""
    return list(favourite_list.favourites.values_list("offer", flat=True))
