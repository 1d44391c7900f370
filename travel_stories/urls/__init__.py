"""Addresses of the travel workshop, one module a room."""

from travel_stories.urls import luggage, trips

app_name = "travel_stories"

urlpatterns = [
    *luggage.urlpatterns,
    *trips.urlpatterns,
]
