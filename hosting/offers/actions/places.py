"""Where an offer is: exactly for those who come, roughly for everybody."""

from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.geography.models import Locality
from core.permissions import SYSTEM, require
from core.values.geo import CLOSE, SPARSE, VERY_SPARSE, Box, Point, public_point, ring_for
from hosting.offers.actions.drafts import lock_offer
from hosting.offers.actions.offers import transition_offer
from hosting.offers.models.offers import Offer
from hosting.offers.models.places import Place
from hosting.offers.models.stays import FRENCH_COUNTRIES, Stay
from hosting.offers.signals import offer_changed, offer_withdrawn
from hosting.offers.states import OfferState

NEIGHBOUR_DISTANCE = 250.0  # metres


@transaction.atomic
def locate_offer(
    *, offer: Offer, locality: Locality, address: str, directions: str, exact: Point, by: Actor
) -> Place:
    """Say where an offer is. Its public point lies the same way off after a correction.

    After a move it is drawn anew: who knew the old door and both circles would know the new one.
    A stay that moves to France pauses until its host has sworn what French law asks for.
    """
    require(by, "offers.locate_offer", offer)

    offer = lock_offer(offer)

    free = _free_of_statement(offer.place)
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
    _pause_undeclared(free)
    return place


@transaction.atomic
def share_place(*, offer: Offer, place: Place, by: Actor) -> Place:
    """Put an offer where another of the same host is: one door has one public point.

    As above a stay that moves to France pauses.
    """
    require(by, "offers.locate_offer", offer)
    require(by, "offers.share_place", place)

    offer = lock_offer(offer)

    free = [pk for pk in _free_of_statement(offer.place) if pk == offer.pk]
    offer.place = place
    offer.save(update_fields=["place"])
    audit.record(by, "offer.located", offer)

    offer_changed.send(sender=Offer, offer=offer)
    _pause_undeclared(free)
    return place


def _free_of_statement(place: Place | None) -> list[int]:
    """Published stays at a place where nobody has to swear anything; none in France."""
    if place is None or place.locality.country in FRENCH_COUNTRIES:
        return []
    stays = Stay.objects.filter(place=place, live=True, state=OfferState.OPEN, declared_at=None)
    return list(stays.values_list("pk", flat=True))


def _pause_undeclared(stays: list[int]) -> None:
    for stay in Stay.objects.filter(pk__in=stays).select_related("place__locality"):
        if stay.needs_declaration:
            transition_offer(stay, OfferState.PAUSED)
            audit.record(SYSTEM, "offer.paused", stay)
            offer_withdrawn.send(sender=Offer, offer=stay)


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
