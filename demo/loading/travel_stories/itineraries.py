"""Itineraries of invented hosts, composed through the actions that a press would end in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from demo.loading import ageing
from demo.loading.foundations import copy_of
from demo.loading.world import Tick, World
from demo.loading.written import ItineraryText, itineraries, stories
from hosting.offers.models.offers import Offer
from travel_stories.itineraries.actions.itineraries import begin_itinerary, set_cover
from travel_stories.itineraries.actions.publication import publish_itinerary, submit_itinerary
from travel_stories.itineraries.actions.stages import add_stage
from travel_stories.itineraries.choices import StageKind
from travel_stories.itineraries.models.editions import ItineraryEdition
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.itineraries.models.reviewers import reviewers_of_itinerary
from travel_stories.itineraries.states import ItineraryState
from travel_stories.itineraries.validators import LEAST_STAGES
from travel_stories.stories.models.listings import StoryListing


def load_itineraries(world: World, tick: Tick) -> None:
    """Only those whose community is here, and of each the steps that are."""
    for written in itineraries():
        if world.knows(written.community):
            with ageing.happening_at(world.clock.ago(written.days_ago)):
                itinerary = _composed(written, world)
            # It is as old as what is told of it.
            moment = world.clock.ago(written.days_ago)
            began = moment - timedelta(days=6)
            Itinerary.objects.filter(pk=itinerary.pk).update(created_at=began, state_since=moment)
            ItineraryEdition.objects.filter(itinerary=itinerary).update(
                published_at=moment, updated_at=moment
            )
        tick(1)


def _composed(written: ItineraryText, world: World) -> Itinerary:
    """Each composer in turn adds a step."""
    people = [world.people[key] for key in written.composers]
    community = world.communities[written.community]
    frame = {
        "title": written.title,
        "summary": written.summary,
        "language": written.language,
        "days": written.days,
        "season_from": written.season[0],
        "season_until": written.season[1],
        "themes": [world.interests[slug].pk for slug in written.themes],
    }
    words, key = frame, _key(written, "begin")
    itinerary = begin_itinerary(community=community, words=words, key=key, by=people[0])
    for number, spec in enumerate(written.stages):
        if (stage := _words(spec, world)) is not None:
            by, key = people[number % len(people)], _key(written, str(number))
            add_stage(itinerary=itinerary, words=stage, key=key, by=by)
    if written.photo:
        photo = copy_of(written.photo, language=written.language, by=people[0])
        set_cover(itinerary=itinerary, photo=photo, by=people[0])
    if written.state != ItineraryState.DRAFT and itinerary.stages.count() >= LEAST_STAGES:
        submitted = submit_itinerary(itinerary=itinerary, by=people[0])
        if written.state == ItineraryState.PUBLISHED:
            reader = reviewers_of_itinerary(submitted)[0]
            publish_itinerary(itinerary=submitted, seen=submitted.last_number, by=reader)
    return itinerary


def _words(spec: dict[str, Any], world: World) -> dict[str, Any] | None:
    """None where its offer or its story isn’t public in this load."""
    words = {name: spec[name] for name in ("kind", "day", "words", "mode")}
    if spec["kind"] == StageKind.PLACE:
        place = {"locality": world.localities[spec["place"]], "spot": spec["spot"]}
        return words | place | {"title": spec["title"]}
    if spec["kind"] == StageKind.STORY:
        titles = {one.key: one.title for one in stories()}
        listing = StoryListing.objects.filter(story__title=titles[spec["story"]]).first()
        return words | {"story": listing.story} if listing else None
    offer = world.offers.get(tuple(spec["offer"]))
    is_public = offer is not None and Offer.objects.public().filter(pk=offer.pk).exists()
    return words | {"offer": offer} if is_public else None


def _key(written: ItineraryText, what: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo:itinerary:{written.key}:{what}")
