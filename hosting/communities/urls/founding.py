"""A community is asked for."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from hosting.communities.views import founding

ONE_REQUEST: list[URLPattern | URLResolver] = [
    path("", founding.detail, name="founding-detail"),
    path(_("confirm/"), founding.confirm, name="founding-confirm"),
    path(_("leave/"), founding.leave, name="founding-leave"),
    path(_("withdraw/"), founding.withdraw, name="founding-withdraw"),
    path(_("decline/"), founding.decline, name="founding-decline"),
    path(_("open/"), founding.open_community, name="founding-open"),
    path(_("publish/"), founding.publish, name="founding-publish"),
]
FOUNDING: list[URLPattern | URLResolver] = [
    path("", founding.ask, name="founding-ask"),
    path(_("requests/"), founding.index, name="founding-list"),
    path("<public_id:public_id>/", include(ONE_REQUEST)),
]

urlpatterns = [path(_("found-a-community/"), include(FOUNDING))]
