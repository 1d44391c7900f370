"""A person leaves for good: what they composed is signed by others."""

from __future__ import annotations

from django.db import transaction

from commons.accounts.models import User
from travel_stories.collaboration.actions.publication import transition
from travel_stories.itineraries.models.editions import ItineraryEdition
from travel_stories.itineraries.models.itineraries import Composer, Itinerary
from travel_stories.itineraries.states import ItineraryState


@transaction.atomic
def leave_itineraries(person: User) -> None:
    """What is public lives on without the name; a draft of theirs alone goes along."""
    for composer in Composer.objects.filter(person=person):
        itinerary = Itinerary.objects.locked(composer.itinerary_id)
        composer.credit = ""
        composer.save(update_fields=["credit"])
        others = itinerary.composers.exclude(person=person).exists()
        is_public = ItineraryEdition.objects.filter(itinerary=itinerary).exists()
        if not others and not is_public and itinerary.state != ItineraryState.DELETED:
            if itinerary.state == ItineraryState.SUBMITTED:
                transition(itinerary, ItineraryState.DRAFT, by=person)
            transition(itinerary, ItineraryState.DELETED, by=person)
