"""The link from a list of favourites into a trip."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from hosting.favourites.models import FavouriteList
from hosting.favourites.registries import ListLink, register_list_link


def link_to_add_list(favourite_list: FavouriteList) -> ListLink:
    url = reverse("travel_stories:trip-add-list", args=[favourite_list.public_id])
    return ListLink(label=_("Add to a trip"), url=url, icon="route")


register_list_link(link_to_add_list)
