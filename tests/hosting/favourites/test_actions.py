"""Keeping offers in lists: who may, how many, and what a link opens."""

import pytest
from django.core.exceptions import PermissionDenied

from hosting.favourites.actions import (
    create_list,
    delete_list,
    remove_favourite,
    rename_list,
    save_favourite,
    share_list,
    stop_sharing,
)
from hosting.favourites.errors import ListFullError, TooManyListsError
from hosting.favourites.models import Favourite, FavouriteList
from hosting.favourites.selectors import favourite_ids, shared_list
from tests.factories.accounts import UserFactory
from tests.factories.hosting import FavouriteFactory, FavouriteListFactory, StayFactory, TipFactory

pytestmark = pytest.mark.django_db


def token_of(favourite_list):
    return favourite_list.share_path.rstrip("/").rpartition("/")[2]


def test_save_favourite_makes_a_first_list_and_keeps_an_offer_once():
    ada, offers = UserFactory(), [StayFactory(), TipFactory()]

    kept = [save_favourite(offer=offer, by=ada) for offer in (*offers, offers[0])]

    (only,) = FavouriteList.objects.visible_to(ada)
    assert (only.name, kept[0]) == ("My favourites", kept[2])
    assert [one.offer.public_id for one in only.favourites.order_by("pk")] == [
        offer.public_id for offer in offers
    ]


def test_save_favourite_uses_the_last_list_and_moves_only_into_a_named_one():
    ada = UserFactory()
    summer, winter = (create_list(name=name, by=ada) for name in ("Summer", "Winter"))
    stay = StayFactory()

    lists = [
        save_favourite(offer=stay, by=ada).list,
        save_favourite(offer=stay, by=ada, into=summer).list,
        save_favourite(offer=TipFactory(), by=ada).list,
    ]

    assert lists == [winter, summer, summer]


def test_save_favourite_refuses_what_cannot_be_read_and_strange_lists():
    ada, draft = UserFactory(), StayFactory(draft=True)
    strange = FavouriteListFactory()

    with pytest.raises(PermissionDenied):
        save_favourite(offer=draft, by=ada)
    with pytest.raises(PermissionDenied):
        save_favourite(offer=StayFactory(), by=ada, into=strange)

    assert not Favourite.objects.exists()


def test_save_favourite_refuses_a_full_list(settings):
    settings.HOSTING_FAVOURITES_LIMIT = 1
    kept = FavouriteFactory()

    with pytest.raises(ListFullError, match="can hold 1 offer"):
        save_favourite(offer=TipFactory(), by=kept.owner)

    assert list(Favourite.objects.all()) == [kept]


def test_create_list_refuses_one_too_many(settings):
    settings.HOSTING_FAVOURITE_LISTS_LIMIT = 1
    ada = FavouriteListFactory().owner
    FavouriteListFactory()

    with pytest.raises(TooManyListsError, match="limit of 1 list"):
        create_list(name="Summer", by=ada)


def test_remove_favourite_names_the_list_and_does_nothing_twice():
    kept, other = FavouriteFactory.create_batch(2)

    lists = [remove_favourite(offer=kept.offer, by=kept.owner) for _press in range(2)]

    assert lists == [kept.list, None]
    assert list(Favourite.objects.all()) == [other]


def test_share_list_opens_one_link_until_it_ends():
    favourite_list = FavouriteListFactory()
    ada = favourite_list.owner

    first = token_of(share_list(favourite_list=favourite_list, by=ada))
    again = token_of(share_list(favourite_list=favourite_list, by=ada))
    opened = shared_list(first)
    stop_sharing(favourite_list=favourite_list, by=ada)
    dead = shared_list(first)
    new = token_of(share_list(favourite_list=favourite_list, by=ada))

    assert (first, opened, dead) == (again, favourite_list, None)
    assert new != first
    assert [shared_list(one) for one in (first, "", "\x00", "é" * 40, new[:-1])] == [None] * 5


def test_shared_list_of_a_closed_account_is_gone():
    favourite_list = FavouriteListFactory(owner=UserFactory(is_active=False), nonce="n" * 16)

    assert shared_list(token_of(favourite_list)) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda one, by: rename_list(favourite_list=one, name="Mine", by=by),
        lambda one, by: delete_list(favourite_list=one, by=by),
        lambda one, by: share_list(favourite_list=one, by=by),
        lambda one, by: stop_sharing(favourite_list=one, by=by),
    ],
    ids=["rename", "delete", "share", "stop"],
)
def test_strange_list_is_changed_by_nobody_else(change):
    favourite_list = FavouriteListFactory(name="Hers")

    with pytest.raises(PermissionDenied):
        change(favourite_list, UserFactory())

    favourite_list.refresh_from_db()
    assert (favourite_list.name, favourite_list.nonce) == ("Hers", "")


def test_delete_list_takes_its_favourites_along():
    kept, other = FavouriteFactory.create_batch(2)

    delete_list(favourite_list=kept.list, by=kept.owner)

    assert list(Favourite.objects.all()) == [other]


def test_favourite_ids_are_ones_own():
    kept, other = FavouriteFactory.create_batch(2)
    offers = [kept.offer.public_id, other.offer.public_id]

    assert favourite_ids(kept.owner, offers) == {kept.offer.public_id}
