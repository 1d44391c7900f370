"""The host space, made for a phone."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from hosting.views.host_space import calendar, drafts, offers, photos, rates, sessions, today, units

one_offer: list[URLPattern | URLResolver] = [
    path("", offers.overview, name="offer-overview"),
    path(_("words/"), drafts.words, name="offer-words"),
    path(_("place/"), drafts.place, name="offer-place"),
    path(_("limits/"), drafts.limits, name="offer-limits"),
    path(_("finds/"), drafts.finds, name="offer-finds"),
    path(_("access/"), drafts.access, name="offer-access"),
    path(_("statement/"), drafts.declaration, name="offer-declaration"),
    path(_("units/"), units.index, name="offer-units"),
    path(_("units/add/"), units.add, name="unit-add"),
    path(_("units/<public_id:unit_id>/"), units.change, name="unit-change"),
    path(_("units/<public_id:unit_id>/remove/"), units.remove, name="unit-remove"),
    path(_("rates/"), rates.index, name="offer-rates"),
    path(_("rates/add/"), rates.choose, name="rate-choose"),
    path(_("rates/add/<str:mode>/"), rates.add, name="rate-add"),
    path(_("rates/<int:number>/"), rates.change, name="rate-change"),
    path(_("rates/<int:number>/remove/"), rates.remove, name="rate-remove"),
    path(_("sessions/"), sessions.index, name="offer-sessions"),
    path(_("sessions/add/"), sessions.add, name="session-add"),
    path(_("sessions/<public_id:session_id>/"), sessions.change, name="session-change"),
    path(_("sessions/<public_id:session_id>/cancel/"), sessions.cancel, name="session-cancel"),
    path(_("photos/"), photos.index, name="offer-photos"),
    path(_("photos/add/"), photos.add, name="photo-add"),
    path(_("photos/<int:number>/"), photos.describe, name="photo-describe"),
    path(_("photos/<int:number>/up/"), photos.move, name="photo-move"),
    path(_("photos/<int:number>/remove/"), photos.remove, name="photo-remove"),
    path(_("preview/"), offers.preview, name="offer-preview"),
    path(_("submit/"), offers.submit, name="offer-submit"),
    path(_("take-back/"), offers.take_back, name="offer-take-back"),
    path(_("pause/"), offers.pause, name="offer-pause"),
    path(_("reopen/"), offers.reopen, name="offer-reopen"),
    path(_("withdraw/"), offers.withdraw, name="offer-withdraw"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        _("hosting/"),
        include(
            [
                path("", today.today, name="host-today"),
                path(_("calendar/"), calendar.index, name="host-calendar"),
                path(_("calendar/<public_id:unit_id>/"), calendar.unit, name="unit-calendar"),
                path(_("offers/"), offers.index, name="host-offers"),
                path(_("offers/new/"), drafts.start, name="offer-start"),
                path(_("offers/<public_id:public_id>/"), include(one_offer)),
            ]
        ),
    ),
]
