"""Keeping offers in lists, and sharing a list by a link."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.privacy.actions.consents import record_consent
from core.permissions import require
from core.security.tokens import new_nonce
from hosting.favourites.errors import ListFullError, TooManyListsError
from hosting.favourites.models import SHARED_LIST, Favourite, FavouriteList
from hosting.offers.models.offers import Offer


@transaction.atomic
def save_favourite(*, offer: Offer, by: User, into: FavouriteList | None = None) -> Favourite:
    """Keep an offer; without a list in the one that was used last, or in a first one.

    What is kept already moves to the list that is named, and stays where it is without a name.
    Raises ListFullError.
    """
    require(by, "favourites.save_favourite", offer)
    if into is not None:
        require(by, "favourites.change_list", into)

    User.objects.locked(by.pk)  # two presses at once keep it once
    kept = Favourite.objects.visible_to(by).filter(offer=offer).first()
    if kept and (into is None or kept.list_id == into.pk):
        return kept
    target = into or _list_used_last(by)
    if target.favourites.count() >= settings.HOSTING_FAVOURITES_LIMIT:
        raise ListFullError(most=settings.HOSTING_FAVOURITES_LIMIT)

    favourite = kept or Favourite(owner=by, offer=offer)
    favourite.list = target
    favourite.save()
    target.used_at = timezone.now()
    target.save(update_fields=["used_at"])
    return favourite


@transaction.atomic
def remove_favourite(*, offer: Offer, by: User) -> FavouriteList | None:
    """Keep an offer no more; the list in which it stood, if it stood in one."""
    kept = Favourite.objects.select_related("list").visible_to(by).filter(offer=offer).first()
    if kept is None:
        return None
    require(by, "favourites.remove_favourite", kept)

    kept.delete()
    return kept.list


@transaction.atomic
def create_list(*, name: str, by: User) -> FavouriteList:
    """Raises TooManyListsError."""
    favourite_list = FavouriteList(owner=by, name=name)
    require(by, "favourites.change_list", favourite_list)

    User.objects.locked(by.pk)  # two at once would both be the last
    if FavouriteList.objects.visible_to(by).count() >= settings.HOSTING_FAVOURITE_LISTS_LIMIT:
        raise TooManyListsError(most=settings.HOSTING_FAVOURITE_LISTS_LIMIT)

    favourite_list.save()
    return favourite_list


@transaction.atomic
def rename_list(*, favourite_list: FavouriteList, name: str, by: User) -> FavouriteList:
    require(by, "favourites.change_list", favourite_list)

    favourite_list = FavouriteList.objects.locked(favourite_list.pk)
    favourite_list.name = name
    favourite_list.save(update_fields=["name"])
    return favourite_list


@transaction.atomic
def delete_list(*, favourite_list: FavouriteList, by: User) -> None:
    """With all that is kept in it; its link ends with it."""
    require(by, "favourites.change_list", favourite_list)

    favourite_list = FavouriteList.objects.locked(favourite_list.pk)
    favourite_list.nonce = ""
    _record_sharing(favourite_list, by)
    favourite_list.delete()


@transaction.atomic
def share_list(*, favourite_list: FavouriteList, by: User) -> FavouriteList:
    """Whoever has its link may read it. A list that has one keeps it."""
    require(by, "favourites.change_list", favourite_list)

    favourite_list = FavouriteList.objects.locked(favourite_list.pk)
    if not favourite_list.nonce:
        favourite_list.nonce = new_nonce()
        favourite_list.save(update_fields=["nonce"])
        _record_sharing(favourite_list, by)
    return favourite_list


@transaction.atomic
def stop_sharing(*, favourite_list: FavouriteList, by: User) -> FavouriteList:
    """The link ends; a later one is another."""
    require(by, "favourites.change_list", favourite_list)

    favourite_list = FavouriteList.objects.locked(favourite_list.pk)
    favourite_list.nonce = ""
    favourite_list.save(update_fields=["nonce"])
    _record_sharing(favourite_list, by)
    return favourite_list


def _record_sharing(favourite_list: FavouriteList, person: User) -> None:
    record_consent(
        person=person,
        purpose=SHARED_LIST,
        subject=favourite_list.public_id,
        is_given=favourite_list.is_shared,
    )


def _list_used_last(person: User) -> FavouriteList:
    used_last = FavouriteList.objects.visible_to(person).first()
    return used_last or FavouriteList.objects.create(owner=person, name=_("My favourites"))
