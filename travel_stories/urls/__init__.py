"""Addresses of the travel workshop, one module a room."""

from travel_stories.urls import (
    decisions,
    documents,
    live,
    luggage,
    requests,
    telling,
    trips,
    workshop,
)

app_name = "travel_stories"

urlpatterns = [
    *live.urlpatterns,
    *decisions.urlpatterns,
    *documents.urlpatterns,
    *luggage.urlpatterns,
    *requests.urlpatterns,
    *trips.urlpatterns,
    *workshop.urlpatterns,
    *telling.urlpatterns,
]
