"""Addresses of search: the list of offers and its map."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from search.views import offers

app_name = "search"

OFFERS: list[URLPattern | URLResolver] = [
    path("", offers.offer_list, name="offer-list"),
    path("map.geojson", offers.offer_map, name="offer-map"),
]

urlpatterns: list[URLPattern | URLResolver] = [path(_("offers/"), include(OFFERS))]
