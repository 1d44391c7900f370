"""Where an offer is: exactly for those who come, roughly for everybody."""

from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.geography.models import Locality
from core.permissions import require
from core.values.geo import CLOSE, SPARSE, VERY_SPARSE, Box, Point, public_point, ring_for
from hosting.offers.actions.drafts import lock_offer
from hosting.offers.models.offers import Offer
from hosting.offers.models.places import Place
from hosting.offers.signals import offer_changed

NEIGHBOUR_DISTANCE = 250.0  # metres


@transaction.atomic
def locate_offer(
    *, offer: Offer, locality: Locality, address: str, directions: str, exact: Point, by: Actor
) -> Place:
    """Say where an offer is. Its public point lies the same way off after a correction.

    After a move it is drawn anew: who knew the old door and both circles would know the new one.
    """
    require(by, "offers.locate_offer", offer)

    offer = lock_offer(offer)

    place = offer.place or Place(host=offer.host)
    place.address, place.directions = address, directions
    if place.pk and place.exact_point.distance_to(exact) > NEIGHBOUR_DISTANCE:
        place.reference = uuid4()
    set_points(place, locality=locality, exact=exact)
    place.save()
    offer.place = place
    offer.save(update_fields=["place"])
    audit.record(by, "offer.located", offer)

    for one in Offer.objects.filter(place=place).order_by("pk"):  # also those that share it
        offer_changed.send(sender=Offer, offer=one)
    return place


@transaction.atomic
def share_place(*, offer: Offer, place: Place, by: Actor) -> Place:
    """Put an offer where another of the same host is: one door has one public point."""
    require(by, "offers.locate_offer", offer)
    require(by, "offers.share_place", place)

    offer = lock_offer(offer)

    offer.place = place
    offer.save(update_fields=["place"])
    audit.record(by, "offer.located", offer)

    offer_changed.send(sender=Offer, offer=offer)
    return place


def set_points(place: Place, *, locality: Locality, exact: Point) -> None:
    """Write down both points. Without the server's secret nobody undoes or redraws the public one.

    A correction never shrinks the ring, and each ring has its own direction: two public points of
    one door must not give away the door.
    """
    known = (ring for ring in (CLOSE, SPARSE, VERY_SPARSE) if ring.farthest <= place.radius)
    rings = [ring_for(locality.population), *(known if place.pk else ())]
    ring = max(rings, key=lambda ring: ring.farthest)
    # Doors of one host side by side lie the same way off: no average gives the door away.
    box = Box.around(exact, metres=NEIGHBOUR_DISTANCE)
    near = Place.objects.filter(
        host=place.host_id,
        exact_latitude__range=(box.south, box.north),
        exact_longitude__range=(box.west, box.east),
    )
    first = near.order_by("pk").first() or place
    message = first.reference.bytes + round(ring.farthest).to_bytes(4)
    secret = settings.HOSTING_PLACE_SECRET
    public = public_point(
        exact,
        seed=salted_hmac("hosting.place", message, secret=secret, algorithm="sha256").digest(),
        ring=ring,
    )
    place.locality = locality
    place.exact_latitude, place.exact_longitude = exact.latitude, exact.longitude
    place.latitude, place.longitude = public.latitude, public.longitude
    place.radius = round(ring.farthest)
