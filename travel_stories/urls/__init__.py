"""Addresses of the travel workshop, one module a room."""

from travel_stories.urls import (
    booklets,
    decisions,
    documents,
    exports,
    itineraries,
    lists,
    live,
    money,
    requests,
    required_documents,
    stories,
    trips,
    workshop,
)

app_name = "travel_stories"

urlpatterns = [
    *booklets.urlpatterns,
    *decisions.urlpatterns,
    *documents.urlpatterns,
    *itineraries.urlpatterns,
    *lists.urlpatterns,
    *live.urlpatterns,
    *exports.urlpatterns,
    *money.urlpatterns,
    *required_documents.urlpatterns,
    *requests.urlpatterns,
    *stories.urlpatterns,
    *trips.urlpatterns,
    *workshop.urlpatterns,
]
