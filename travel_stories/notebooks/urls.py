"""Addresses of what is taken along: documents, files, secret links, PDF."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from travel_stories.notebooks.views import booklets, documents, exports, guests

urlpatterns = [
    path(
        _("trips/<public_id:public_id>/luggage/notebook/pdf/"),
        booklets.notebook,
        name="notebook-pdf",
    ),
    path(
        _("trips/<public_id:public_id>/luggage/notebook.pdf"),
        booklets.notebook_file,
        name="notebook-pdf-file",
    ),
    path(_("stories/<public_id:public_id>/pdf/"), booklets.story, name="story-pdf"),
    path(_("stories/<public_id:public_id>/story.pdf"), booklets.story_file, name="story-pdf-file"),
    path(_("trips/<public_id:public_id>/documents/"), documents.index, name="document-list"),
    path(
        _("trips/<public_id:public_id>/steps/<str:step>/documents/"),
        documents.of_step,
        name="step-papers",
    ),
    path(
        _("trips/<public_id:public_id>/documents/<str:document>/"),
        documents.file,
        name="document-file",
    ),
    path(
        _("trips/<public_id:public_id>/documents/<str:document>/remove/"),
        documents.remove,
        name="document-remove",
    ),
    path(_("trips/import/"), exports.import_trip_file, name="trip-import"),
    path(_("s/calendar/<str:token>.ics"), exports.calendar, name="calendar-feed"),
    path(_("s/trip/<str:token>/"), exports.shared_plan, name="trip-look"),
    path(_("trips/<public_id:public_id>/my-data.zip"), guests.archive, name="guest-archive"),
    path(_("trips/<public_id:public_id>/forget-me/"), guests.forget, name="guest-forget"),
    path(_("trips/<public_id:public_id>/luggage/"), exports.index, name="trip-exports"),
    path(_("trips/<public_id:public_id>/luggage/notebook/"), exports.notebook, name="notebook"),
    path(_("trips/<public_id:public_id>/luggage/road.gpx"), exports.gpx, name="trip-gpx"),
    path(
        _("trips/<public_id:public_id>/luggage/road.geojson"), exports.geojson, name="trip-geojson"
    ),
    path(_("trips/<public_id:public_id>/luggage/trip.json"), exports.export, name="trip-export"),
    path(
        _("trips/<public_id:public_id>/luggage/links/<str:kind>/make/"),
        exports.make,
        name="link-make",
    ),
    path(
        _("trips/<public_id:public_id>/luggage/links/<str:link>/revoke/"),
        exports.revoke,
        name="link-revoke",
    ),
]
