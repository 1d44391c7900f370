"""Addresses of the travel workshop, one module a room."""

from travel_stories.urls import luggage, requests, trips

app_name = "travel_stories"

urlpatterns = [
    *luggage.urlpatterns,
    *requests.urlpatterns,
    *trips.urlpatterns,
]
