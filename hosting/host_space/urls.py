"""The host space, made for a phone."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hosting.host_space.views import (
    calendar,
    drafts,
    offers,
    opening_hours,
    organisations,
    photos,
    rates,
    sessions,
    statistics,
    stock,
    today,
    translations,
    units,
)

type Urls = list[URLPattern | URLResolver]

UNITS: Urls = [
    path("", units.index, name="offer-units"),
    path(_("add/"), units.add, name="unit-add"),
    path("<public_id:unit_id>/", units.change, name="unit-change"),
    path(_("<public_id:unit_id>/remove/"), units.remove, name="unit-remove"),
]
DESKS: Urls = [
    path("", units.desks, name="offer-desks"),
    path(_("add/"), units.add_to_workspace, name="desk-add"),
    path("<public_id:unit_id>/", units.change_in_workspace, name="desk-change"),
    path(_("<public_id:unit_id>/remove/"), units.remove_from_workspace, name="desk-remove"),
]
RATES: Urls = [
    path("", rates.index, name="offer-rates"),
    path(_("add/"), rates.choose, name="rate-choose"),
    path(_("add/<str:mode>/"), rates.add, name="rate-add"),
    path("<int:number>/", rates.change, name="rate-change"),
    path(_("<int:number>/remove/"), rates.remove, name="rate-remove"),
    path(_("<int:number>/seasons/add/"), rates.add_price_season, name="season-add"),
    path(_("<int:number>/seasons/<int:season>/"), rates.change_price_season, name="season-change"),
    path(
        _("<int:number>/seasons/<int:season>/remove/"),
        rates.remove_price_season,
        name="season-remove",
    ),
]
HOURS: Urls = [
    path("", opening_hours.index, name="offer-hours"),
    path(_("add/"), opening_hours.add, name="hours-add"),
    path("<int:number>/", opening_hours.change, name="hours-change"),
    path(_("<int:number>/remove/"), opening_hours.remove, name="hours-remove"),
]
SESSIONS: Urls = [
    path("", sessions.index, name="offer-sessions"),
    path(_("add/"), sessions.add, name="session-add"),
    path("<public_id:session_id>/", sessions.change, name="session-change"),
    path(_("<public_id:session_id>/call-off/"), sessions.cancel, name="session-cancel"),
]
PHOTOS: Urls = [
    path("", photos.index, name="offer-photos"),
    path(_("add/"), photos.add, name="photo-add"),
    path("<public_id:photo>/", photos.describe, name="photo-describe"),
    path(_("<public_id:photo>/place/"), photos.place, name="photo-place"),
    path(_("<public_id:photo>/remove/"), photos.remove, name="photo-remove"),
    path(_("<public_id:photo>/put-back/"), photos.restore, name="photo-restore"),
]
OFFER: Urls = [
    path("", offers.overview, name="offer-overview"),
    path(_("words/"), drafts.words, name="offer-words"),
    path(_("place/"), drafts.place, name="offer-place"),
    path(_("place/<public_id:place_id>/share/"), drafts.share, name="place-share"),
    path(_("units/"), include(UNITS)),
    path(_("desks/"), include(DESKS)),
    path(pgettext_lazy("of an activity", "sessions/"), include(SESSIONS)),
    path(_("opening-hours/"), include(HOURS)),
    path(_("rates/"), include(RATES)),
    path(_("stock/"), stock.index, name="offer-stock"),
    path(_("photos/"), include(PHOTOS)),
    path(_("limits/"), drafts.limits, name="offer-limits"),
    path(_("finds/"), drafts.finds, name="offer-finds"),
    path(_("access/"), drafts.access, name="offer-access"),
    path(_("languages/<str:language>/"), translations.write, name="offer-translation"),
    path(_("languages/<str:language>/remove/"), translations.remove, name="translation-remove"),
    path(_("statement/"), drafts.declaration, name="offer-declaration"),
    path(_("preview/"), offers.preview, name="offer-preview"),
    path(_("hand-in/"), offers.submit, name="offer-submit"),
    path(_("take-back/"), offers.take_back, name="offer-take-back"),
    path(_("pause/"), offers.pause, name="offer-pause"),
    path(_("reopen/"), offers.reopen, name="offer-reopen"),
    path(_("withdraw/"), offers.withdraw, name="offer-withdraw"),
    path(_("organisation/"), organisations.choose, name="offer-organisation"),
    path(_("take-over/"), organisations.take_over, name="offer-take-over"),
]
HOST_SPACE: Urls = [
    path("", today.today, name="host-today"),
    path(_("calendar/"), calendar.index, name="host-calendar"),
    path(_("calendar/<public_id:unit_id>/"), calendar.unit, name="unit-calendar"),
    path(_("figures/"), statistics.index, name="host-statistics"),
    path(_("figures/table.csv"), statistics.sheet, name="host-statistics-sheet"),
    path(_("offers/"), offers.index, name="host-offers"),
    path(_("offers/new/"), drafts.start, name="offer-start"),
    path(_("offers/<public_id:public_id>/"), include(OFFER)),
]

urlpatterns: Urls = [path(_("hosting/"), include(HOST_SPACE))]
