"""A list of favourites goes into a trip."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.db import transaction

from commons.accounts.models import User
from core.permissions import require
from hosting.favourites.models import FavouriteList
from hosting.offers.models.offers import Offer
from travel_stories.collaboration.models import Edit
from travel_stories.trip_requests.models.additions import Subject
from travel_stories.trips.actions.steps import add_step
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step


@transaction.atomic
def add_list_to_trip(
    *, favourite_list: FavouriteList, seat: TripMember, key: UUID, by: User
) -> tuple[Step, ...]:
    """Put its public offers into the plan, each as a step without a day, in the order of the list.

    What stands in the plan already isn't added again. The same `key` adds them only once. Raises
    TooManyStepsError, and then none is added. `by` is who keeps the list; their seat may be one
    that they have by a guest pass.
    """
    require(by, "favourites.change_list", favourite_list)
    require(seat, "trips.change_itinerary", seat.trip)

    planned = seat.trip.steps.present().filter(offer__isnull=False).values("offer")
    offers = Offer.objects.public().filter(favourites__list=favourite_list).exclude(pk__in=planned)
    return tuple(
        add_step(
            trip=seat.trip,
            words=Subject(offer.title, offer=offer).words | {"day": None, "nights": None},
            edit=Edit(by=seat, key=uuid5(key, offer.public_id)),
        )
        for offer in offers.order_by("-favourites__created_at", "-favourites__pk")
    )
