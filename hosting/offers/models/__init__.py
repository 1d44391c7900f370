"""Tables of offers."""

from hosting.offers.models import (
    access,
    activities,
    attestations,
    goods,
    offers,
    photos,
    places,
    rates,
    review,
    stays,
    translations,
)

__all__ = [
    "access",
    "activities",
    "attestations",
    "goods",
    "offers",
    "photos",
    "places",
    "rates",
    "review",
    "stays",
    "translations",
]
