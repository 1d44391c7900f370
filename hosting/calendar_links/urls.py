"""Addresses of calendar links: the page of one's own, and the files that other calendars read."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from hosting.calendar_links import views

LINKS = [
    path("", views.index, name="calendar-links"),
    path(_("guide/"), views.guide, name="calendar-guide"),
    path(_("everything/create/"), views.create_for_host, name="calendar-link-create"),
    path(
        _("units/<public_id:public_id>/create/"),
        views.create_for_unit,
        name="calendar-link-create-unit",
    ),
    path(
        _("activities/<public_id:public_id>/create/"),
        views.create_for_activity,
        name="calendar-link-create-activity",
    ),
    path(_("<public_id:public_id>/revoke/"), views.revoke, name="calendar-link-revoke"),
]

urlpatterns = [
    path(_("hosting/calendar-links/"), include(LINKS)),
    path(_("s/hosting/calendar/<str:token>.ics"), views.feed, name="calendar-link-feed"),
]
