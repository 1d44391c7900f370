"""Tables of offers."""

from hosting.offers.models import (
    access,
    activities,
    attestations,
    goods,
    offers,
    opening_hours,
    photos,
    places,
    rates,
    review,
    stay_prices,
    stays,
    translations,
    workspaces,
)

__all__ = [
    "access",
    "activities",
    "attestations",
    "goods",
    "offers",
    "opening_hours",
    "photos",
    "places",
    "rates",
    "review",
    "stay_prices",
    "stays",
    "translations",
    "workspaces",
]
