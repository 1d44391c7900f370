"""A community is asked for."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from commons.accounts.guards import privileged
from hosting.communities.views import founding

DECISIONS: list[URLPattern | URLResolver] = [
    path(_("decline/"), founding.decline, name="founding-decline"),
    path(_("open/"), founding.open_community, name="founding-open"),
    path(_("publish/"), founding.publish, name="founding-publish"),
]
ONE_REQUEST: list[URLPattern | URLResolver] = [
    path("", founding.detail, name="founding-detail"),
    path(_("confirm/"), founding.confirm, name="founding-confirm"),
    path(_("leave/"), founding.leave, name="founding-leave"),
    path(_("withdraw/"), founding.withdraw, name="founding-withdraw"),
    *privileged(DECISIONS),
]
FOUNDING: list[URLPattern | URLResolver] = [
    path("", founding.ask, name="founding-ask"),
    *privileged([path(_("requests/"), founding.index, name="founding-list")]),
    path("<public_id:public_id>/", include(ONE_REQUEST)),
]

urlpatterns = [path(_("found-a-community/"), include(FOUNDING))]
