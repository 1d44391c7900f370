"""Ranges of itineraries."""

from __future__ import annotations

from typing import Final

MOST_STAGES: Final = 60  # of an itinerary
LEAST_STAGES: Final = 2
LONGEST_ITINERARY: Final = 60  # days
