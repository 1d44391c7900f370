"""Addresses of calendars kept elsewhere."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from hosting.calendar_feeds import views

FEEDS = [
    path("<public_id:unit_id>/", views.index, name="calendar-feeds"),
    path(_("read/<public_id:feed_id>/"), views.fetch_now, name="calendar-feed-fetch"),
    path(_("change/<public_id:feed_id>/"), views.change, name="calendar-feed-change"),
    path(_("accept/<public_id:feed_id>/"), views.accept, name="calendar-feed-accept"),
    path(_("disconnect/<public_id:feed_id>/"), views.end, name="calendar-feed-end"),
]

urlpatterns = [path(_("hosting/other-calendars/"), include(FEEDS))]
