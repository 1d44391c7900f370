"""Requests to hosts as parts of a trip."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from travel_stories.trip_requests.models.requests import TripRequest
from travel_stories.trip_requests.selectors.attachable import requests_by_step
from travel_stories.trips.part_kinds import PartKind, register_part_kind
from travel_stories.trips.step_requests import register_step_requests
from travel_stories.trips.trip_tabs import TripTab, register_trip_tab

register_part_kind(PartKind(TripRequest))
register_trip_tab(TripTab("requests", _("Requests"), "request-list", 30, "message"))
register_step_requests(requests_by_step)
