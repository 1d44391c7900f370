"""An itinerary as it is read today: its steps, what is still open of them, how one goes on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.blocking.selectors import RemainingTie
from commons.geography.choices import TravelMode
from commons.media.models import renditions_of
from core.values.geo import Point
from core.values.pictures import Picture
from hosting.offers.models.offers import Offer
from hosting.offers.schemas import DEFERRED_FIELDS
from hosting.public_pages.presenters.cards import OfferCard, cards_by_key
from travel_stories.itineraries.choices import StageKind
from travel_stories.itineraries.models.editions import EditionStage, ItineraryEdition
from travel_stories.itineraries.models.itineraries import (
    Composer,
    Itinerary,
    ItineraryFrame,
    Stage,
    StageWords,
)
from travel_stories.stories.presenters.lists import StoryCard, cards_by_story
from travel_stories.stories.selectors.authors import (
    CreditedAuthor,
    credited_authors,
    with_faces,
)
from travel_stories.trips.selectors.legs import Leg, leg_between


@dataclass(frozen=True, slots=True)
class Stop:
    """One step. `card` or `told` is what stands there; `is_gone`: it was withdrawn since."""

    stage: StageWords
    id: str
    number: int
    card: OfferCard | None
    story_card: StoryCard | None
    leg: Leg | None = None

    @property
    def anchor(self) -> str:
        return f"stop-{self.id}"

    @property
    def is_gone(self) -> bool:
        return self.stage.kind != StageKind.PLACE and not (self.card or self.story_card)

    @property
    def title(self) -> str:
        """What was withdrawn has no name here any more but the one its composers gave the stop."""
        shown = self.card or self.story_card
        if self.stage.title:
            return self.stage.title
        return shown.title if shown else _("An offer or story that has been withdrawn")

    @property
    def lang(self) -> str:
        """Of that title, where it isn't one that its composers gave."""
        shown = self.card or self.story_card
        return shown.lang if shown and not self.stage.title else ""

    @property
    def has_heading(self) -> bool:
        """Where nothing is added to its name, the card of what stands there says it."""
        return bool(self.stage.title) or not (self.card or self.story_card)

    @property
    def level(self) -> int:
        """Of the heading of that card."""
        return 4 if self.has_heading else 3

    @property
    def url(self) -> str:
        shown = self.card or self.story_card
        return shown.url if shown else ""

    @property
    def point(self) -> Point | None:
        """Where nothing is offered any more, nobody is led."""
        if self.stage.kind == StageKind.OFFER and self.is_gone:
            return None
        return self.stage.point

    @property
    def place(self) -> str:
        """The commune, and what its composers say of it."""
        stage = self.stage
        offer = stage.offer if self.card else None
        locality = stage.locality or (offer.place.locality if offer and offer.place else None)
        return ", ".join(part for part in (stage.spot, locality.name if locality else "") if part)


@dataclass(frozen=True, slots=True)
class RenderedItinerary:
    """A draft or an edition, all reads done."""

    frame: ItineraryFrame
    itinerary: Itinerary
    stops: list[Stop]
    authors: tuple[CreditedAuthor, ...]
    themes: tuple[str, ...]
    picture: Picture | None

    @property
    def credits(self) -> tuple[str, ...]:
        return tuple(author.name for author in self.authors)

    @property
    def days(self) -> list[tuple[int, list[Stop]]]:
        """The days on which there is a step."""
        by_day = groupby(self.stops, key=lambda stop: stop.stage.day)
        return [(day, list(stops)) for day, stops in by_day]

    @property
    def legs(self) -> list[Leg]:
        return [stop.leg for stop in self.stops if stop.leg]

    @property
    def kilometres(self) -> float:
        return sum(leg.way.kilometres.likely for leg in self.legs)

    @property
    def carbon(self) -> float:
        """Kilogrammes of CO2 equivalent for one person."""
        return sum(leg.way.carbon.likely for leg in self.legs)

    @property
    def modes(self) -> list[TravelMode]:
        """Means of travel, in the order in which they are needed."""
        return modes_of(stop.stage for stop in self.stops[:-1])


def find_edition(public_id: str) -> ItineraryEdition | None:
    """With what its page shows of the frame."""
    editions = ItineraryEdition.objects.public().filter(itinerary__public_id=public_id)
    shown = editions.select_related("itinerary__community", "cover")
    composers = Prefetch("itinerary__composers", with_faces(Composer.objects.all()))
    return shown.prefetch_related(renditions_of("cover"), "themes", composers).first()


def render_itinerary_edition(edition: ItineraryEdition) -> RenderedItinerary:
    """As everybody reads it."""
    stages = EditionStage.objects.filter(edition=edition).order_by("day", "rank", "pk")
    return _render(edition, edition.itinerary, _whole(stages))


def render_itinerary_draft(itinerary: Itinerary) -> RenderedItinerary:
    """As its composers and its reader see it."""
    stages = Stage.objects.present().filter(itinerary=itinerary).in_order()
    return _render(itinerary, itinerary, _whole(stages))


def modes_of(stages: Iterable[StageWords]) -> list[TravelMode]:
    """Each once, in the order in which one needs them."""
    return [TravelMode(mode) for mode in dict.fromkeys(one.mode for one in stages) if mode]


def _whole[Row: Stage | EditionStage](stages: QuerySet[Row]) -> list[Row]:
    """With its places, as far as everybody may know them."""
    private_columns = (f"offer__{column}" for column in DEFERRED_FIELDS)
    return list(stages.select_related("locality", "offer__place__locality").defer(*private_columns))


def _render(
    frame: ItineraryFrame, itinerary: Itinerary, stages: Sequence[Stage | EditionStage]
) -> RenderedItinerary:
    # Of what is open today.
    pks = [one.offer_id for one in stages if one.offer_id]
    cards = cards_by_key(dict.fromkeys(pks), among=Offer.objects.public()) if pks else {}
    story_pks = [one.story_id for one in stages if one.story_id]
    stories = cards_by_story(story_pks) if story_pks else {}
    stops = [
        Stop(
            stage=stage,
            id=stage.public_id,
            number=number,
            card=cards.get(stage.offer_id or 0),
            story_card=stories.get(stage.story_id or 0),
        )
        for number, stage in enumerate(stages, start=1)
    ]
    return RenderedItinerary(
        frame=frame,
        itinerary=itinerary,
        stops=[replace(stop, leg=_leg(stop, stops[stop.number :])) for stop in stops],
        authors=credited_authors(itinerary.composers.all()),
        themes=tuple(theme.name for theme in frame.themes.all()),
        picture=frame.cover.picture if frame.cover else None,
    )


def _leg(stop: Stop, later: Sequence[Stop]) -> Leg | None:
    """To the next stop that lies somewhere."""
    stage = stop.stage
    ahead = next((one for one in later if one.point is not None), None)
    if not stage.mode or not later:
        return None
    return leg_between(
        stop.point,
        ahead.point if ahead else None,
        mode=TravelMode(stage.mode),
        metres=stage.metres,
        arrives_at=ahead.stage if ahead and ahead.card else None,
    )


def shared_itineraries(person: User, other: User) -> Iterable[RemainingTie]:
    """Both wrote in them, and both may go on as members of the community."""
    mine = Itinerary.objects.written_by(person).filter(composers__person=person)
    theirs = Itinerary.objects.filter(composers__person=other).values("pk")
    for itinerary in mine.filter(pk__in=theirs).order_by("pk"):
        words = _(
            "You both wrote the itinerary “%(itinerary)s”. Everyone who writes it can read what "
            "you write there."
        )
        yield RemainingTie(words % {"itinerary": itinerary.title}, itinerary.workshop_url)
