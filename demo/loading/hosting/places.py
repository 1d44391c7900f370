"""Private points and addresses, invented near the published ones, and the public point."""

from __future__ import annotations

import math

from commons.accounts.models import User
from commons.geography.models import Locality
from core.values.geo import EARTH_RADIUS, Point
from demo.loading import dice, speech
from demo.loading.hosting.draft import Draft
from demo.loading.written import phrases
from hosting.offers.actions.places import set_points
from hosting.offers.models.places import Place

STREET_LANGUAGES = {"fr": "fr", "nl": "en", "it": "en"}


def place_for(draft: Draft, host: User, locality: Locality) -> Place:
    """A door that doesn't exist, 50 to 400 metres from the published point."""
    point = draft.where.point
    key = draft.key
    bearing = dice.share("bearing", key) * math.tau
    metres = 50 + dice.share("metres", key) * 350
    north = math.degrees(metres * math.cos(bearing) / EARTH_RADIUS)
    east = math.degrees(metres * math.sin(bearing) / EARTH_RADIUS)
    shrink = math.cos(math.radians(point.latitude))
    exact = Point(round(point.latitude + north, 6), round(point.longitude + east / shrink, 6))
    street = dice.pick(phrases()["streets"][draft.where.streets], "street", draft.key)
    number = dice.number(101, 899, "number", draft.key)
    if draft.where.streets == "fr":
        postcode = locality.postcodes.split("|")[0]
        address = f"{number} {street}, {postcode} {locality.name}"
    else:
        address = f"{street} {number}, {locality.name}"
    place = Place(
        host=host,
        address=address,
        directions=speech.say(STREET_LANGUAGES[draft.where.streets], "directions", draft.key),
    )
    set_points(place, locality=locality, exact=exact)
    return place
