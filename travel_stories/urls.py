"""Addresses of trips, stories and itineraries. Each app has its own; they share one namespace."""

from travel_stories.itineraries import urls as itineraries
from travel_stories.notebooks import urls as notebooks
from travel_stories.stories import urls as stories
from travel_stories.trip_decisions import urls as trip_decisions
from travel_stories.trip_expenses import urls as trip_expenses
from travel_stories.trip_lists import urls as trip_lists
from travel_stories.trip_requests import urls as trip_requests
from travel_stories.trip_sign_ups import urls as trip_sign_ups
from travel_stories.trips import urls as trips

app_name = "travel_stories"

urlpatterns = [
    *notebooks.urlpatterns,
    *trip_decisions.urlpatterns,
    *itineraries.urlpatterns,
    *trip_lists.urlpatterns,
    *trip_expenses.urlpatterns,
    *trip_requests.urlpatterns,
    *trip_sign_ups.urlpatterns,
    *stories.urlpatterns,
    *trips.urlpatterns,
]
