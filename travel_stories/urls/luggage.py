"""What one takes along from a trip, and secret links to it."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from travel_stories.views import luggage

urlpatterns = [
    path(_("trips/import/"), luggage.bring, name="trip-import"),
    path(_("s/calendar/<str:token>.ics"), luggage.calendar, name="calendar-feed"),
    path(_("s/trip/<str:token>/"), luggage.look, name="trip-look"),
    path(_("trips/<public_id:public_id>/luggage/"), luggage.index, name="luggage"),
    path(_("trips/<public_id:public_id>/luggage/notebook/"), luggage.notebook, name="notebook"),
    path(_("trips/<public_id:public_id>/luggage/road.gpx"), luggage.gpx, name="trip-gpx"),
    path(
        _("trips/<public_id:public_id>/luggage/road.geojson"), luggage.geojson, name="trip-geojson"
    ),
    path(_("trips/<public_id:public_id>/luggage/trip.json"), luggage.export, name="trip-export"),
    path(
        _("trips/<public_id:public_id>/luggage/links/<str:kind>/make/"),
        luggage.make,
        name="link-make",
    ),
    path(
        _("trips/<public_id:public_id>/luggage/links/<str:link>/revoke/"),
        luggage.revoke,
        name="link-revoke",
    ),
]
