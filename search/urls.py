"""Addresses of search: the list of offers and its map, and what somebody keeps of it."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from search.results import views as offers
from search.saved import views as saved

app_name = "search"

OFFERS: list[URLPattern | URLResolver] = [
    path("", offers.offer_list, name="offer-list"),
    path("places.json", offers.place_suggestions, name="place-suggestions"),
    path("map.geojson", offers.offer_map, name="offer-map"),
]

MAP: list[URLPattern | URLResolver] = [
    path("", offers.map_page, name="map"),
    path("<slug:noun>/<public_id:public_id>/", offers.map_card, name="map-card"),
]

SEARCHES: list[URLPattern | URLResolver] = [
    path("", saved.index, name="saved-list"),
    path(_("keep/"), saved.save, name="search-save"),
    path(_("quiet/<str:token>/"), saved.quiet, name="search-quiet"),
    path(_("products/<public_id:public_id>/wait/"), saved.watch, name="stock-watch"),
    path(_("products/<public_id:public_id>/stop/"), saved.unwatch, name="stock-unwatch"),
    path(_("<public_id:public_id>/rename/"), saved.rename, name="search-rename"),
    path(_("<public_id:public_id>/mails/"), saved.mails, name="search-mails"),
    path(_("<public_id:public_id>/forget/"), saved.forget, name="search-forget"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path(_("offers/"), include(OFFERS)),
    path(_("map/"), include(MAP)),
    path(_("me/searches/"), include(SEARCHES)),
]
