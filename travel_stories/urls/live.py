"""What others do in a trip, as it happens."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from travel_stories.trips.views import live

urlpatterns = [
    path(_("trips/offline.js"), live.worker, name="trip-worker"),
    path(_("trips/<public_id:public_id>/live/"), live.stream, name="trip-live"),
    path(_("trips/<public_id:public_id>/changes/"), live.changes, name="trip-changes"),
]
