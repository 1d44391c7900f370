"""Addresses of the travel workshop, one module a room."""

from travel_stories.urls import live, luggage, requests, telling, trips

app_name = "travel_stories"

urlpatterns = [
    *live.urlpatterns,
    *luggage.urlpatterns,
    *requests.urlpatterns,
    *trips.urlpatterns,
    *telling.urlpatterns,
]
