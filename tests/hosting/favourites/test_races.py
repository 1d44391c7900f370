"""Presses at the same time: one favourite, one first list, and no more than the limits allow."""

from functools import partial

import pytest

from hosting.favourites.actions import create_list, save_favourite
from hosting.favourites.models import Favourite, FavouriteList
from tests.factories.accounts import UserFactory
from tests.factories.hosting import FavouriteListFactory, StayFactory
from tests.rivals import at_once, outcomes_at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

RIVALS = 4


def test_save_favourite_pressed_at_once_keeps_one_in_one_list():
    ada, stay = UserFactory(), StayFactory()

    at_once(*[partial(save_favourite, offer=stay, by=ada)] * RIVALS)

    assert (Favourite.objects.count(), FavouriteList.objects.count()) == (1, 1)


def test_save_favourite_at_once_fills_no_list_beyond_its_limit(settings):
    settings.HOSTING_FAVOURITES_LIMIT = 1
    ada = FavouriteListFactory().owner
    stays = StayFactory.create_batch(RIVALS)

    outcomes = outcomes_at_once(*(partial(save_favourite, offer=one, by=ada) for one in stays))

    assert sorted(outcomes) == ["ListFullError"] * (RIVALS - 1) + ["done"]
    assert Favourite.objects.count() == 1


def test_create_list_at_once_makes_no_more_than_the_limit(settings):
    settings.HOSTING_FAVOURITE_LISTS_LIMIT = 1
    ada = UserFactory()

    outcomes = outcomes_at_once(
        *(partial(create_list, name=f"List {number}", by=ada) for number in range(RIVALS))
    )

    assert sorted(outcomes) == ["TooManyListsError"] * (RIVALS - 1) + ["done"]
    assert FavouriteList.objects.count() == 1
