"""Addresses of the travel workshop, one module a room."""

from travel_stories.urls import (
    booklets,
    decisions,
    documents,
    itineraries,
    lists,
    live,
    luggage,
    money,
    papers,
    requests,
    telling,
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
    *luggage.urlpatterns,
    *money.urlpatterns,
    *papers.urlpatterns,
    *requests.urlpatterns,
    *telling.urlpatterns,
    *trips.urlpatterns,
    *workshop.urlpatterns,
]
