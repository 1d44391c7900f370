"""An itinerary of two steps, who composed it, and what everybody reads of it."""

from datetime import timedelta
from uuid import uuid4

import factory
from django.utils import timezone

from tests.factories.geography import LocalityFactory
from tests.factories.hosting import CommunityFactory, MembershipFactory
from travel_stories.itineraries.actions.publication import publish_itinerary, submit_itinerary
from travel_stories.itineraries.actions.stages import add_stage
from travel_stories.itineraries.models.itineraries import Composer, Itinerary, Stage


class ItineraryFactory(factory.django.DjangoModelFactory):
    """A draft of three days without steps or composers; `ComposerFactory` brings one."""

    class Meta:
        model = Itinerary

    community = factory.SubFactory(CommunityFactory)
    title = factory.Sequence("From weir to weir {}".format)
    summary = "Three days without a car."
    language = "en"
    days = 3


class ComposerFactory(factory.django.DjangoModelFactory):
    """An active member of the community who wrote in it."""

    class Meta:
        model = Composer

    class Params:
        member = factory.SubFactory(
            MembershipFactory, community=factory.SelfAttribute("..itinerary.community")
        )

    itinerary = factory.SubFactory(ItineraryFactory)
    person = factory.SelfAttribute("member.person")
    credit = factory.Sequence("Composer {}".format)


class StageFactory(factory.django.DjangoModelFactory):
    """A place on the first day."""

    class Meta:
        model = Stage

    itinerary = factory.SubFactory(ItineraryFactory)
    kind = "place"
    title = factory.Sequence("Weir {}".format)
    locality = factory.SubFactory(LocalityFactory)
    day = 1
    rank = factory.Sequence(lambda number: 1024.0 * (number + 1))


def a_stage(composer, **words):
    """A step that a composer adds by the action."""
    words = {"kind": "place", "title": "A bench", "day": 1} | words
    return add_stage(itinerary=composer.itinerary, words=words, key=uuid4(), by=composer.person)


def with_steps(*offers, mode="bike", **frame):
    """A composer whose draft leads over these offers, one a day, from a place at the weir."""
    frame = {"days": max(len(offers), 1)} | frame
    composer = ComposerFactory(itinerary=ItineraryFactory(**frame))
    weir = LocalityFactory(name="Weir", latitude=47.0, longitude=1.0)
    a_stage(composer, title="The weir", locality=weir, words="It hums.", mode=mode)
    for day, offer in enumerate(offers, start=1):
        a_stage(composer, kind="offer", title="", offer=offer, day=day, mode=mode, words="Knock.")
    if not offers:
        a_stage(composer)
    composer.itinerary.refresh_from_db()
    return composer


def a_reader(itinerary):
    """A coordinator of its community who never wrote in it."""
    return MembershipFactory(community=itinerary.community, coordinator=True).person


def published(composer, days_ago=0):
    """Handed in, read and published by somebody else; the edition."""
    itinerary = submit_itinerary(itinerary=composer.itinerary, by=composer.person)
    reader = a_reader(itinerary)
    publish_itinerary(itinerary=itinerary, seen=itinerary.last_number, by=reader)
    edition = Itinerary.objects.get(pk=itinerary.pk).edition
    if days_ago:
        edition.published_at = timezone.now() - timedelta(days=days_ago)
        edition.save()
    return edition
