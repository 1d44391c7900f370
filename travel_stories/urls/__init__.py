"""Addresses of the travel workshop, one module a room."""

from travel_stories.urls import luggage, requests, telling, trips

app_name = "travel_stories"

urlpatterns = [
    *luggage.urlpatterns,
    *requests.urlpatterns,
    *trips.urlpatterns,
    *telling.urlpatterns,
]
