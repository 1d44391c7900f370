"""What editorial pages show of the packages below, and where the frame leads."""

from cms.queries.destinations import Told, destinations_under, told_in
from cms.queries.front import Front, front_of
from cms.queries.navigation import editorial_key, frame, navigation_of
from cms.queries.pictures import captioned, photo_credits, picture_of

__all__ = [
    "Front",
    "Told",
    "captioned",
    "destinations_under",
    "editorial_key",
    "frame",
    "front_of",
    "navigation_of",
    "photo_credits",
    "picture_of",
    "told_in",
]
