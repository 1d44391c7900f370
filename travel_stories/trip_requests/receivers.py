"""Signal handlers. They write rows only."""

from __future__ import annotations

from hosting.requests.signals import request_changed
from travel_stories.trip_requests.actions.introductions import follow_member_who_left
from travel_stories.trip_requests.actions.requests import follow_request
from travel_stories.trips.signals import member_left_trip

request_changed.connect(follow_request, dispatch_uid="trip_requests.follow_request")
member_left_trip.connect(
    follow_member_who_left, dispatch_uid="trip_requests.follow_member_who_left"
)
