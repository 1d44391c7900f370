"""What one may come upon."""

from enum import StrEnum


class Noun(StrEnum):
    """What one may come upon; an offer has kinds of its own."""

    STORY = "story"
    ITINERARY = "itinerary"
    OFFER = "offer"
    COMMUNITY = "community"
    PLACE = "place"
    THEME = "theme"
