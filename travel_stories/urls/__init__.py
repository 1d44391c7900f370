"""Addresses of the travel workshop, one module a room."""

from travel_stories.urls import trips

app_name = "travel_stories"

urlpatterns = [
    *trips.urlpatterns,
]
