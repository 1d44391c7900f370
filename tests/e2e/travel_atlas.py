"""Every room of trips and stories in the demonstration: who opens which doors."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from hosting.offers.models.offers import Offer
from travel_stories.itineraries.choices import StageKind
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.itineraries.states import ItineraryState
from travel_stories.stories.actions.links import make_story_link
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.consents import PersonShown
from travel_stories.stories.models.stories import Story
from travel_stories.stories.states import StoryState
from travel_stories.trip_decisions.choices import PollKind
from travel_stories.trips.actions.links import make_link
from travel_stories.trips.choices import LinkKind, StepKind
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip

PLANNED = "De moulin en troglo, du Cher à l’Indre"
SHOWN = "Deux vélos, un train, Langeais"
DRAFT = "Deux vélos dans un train"
COMPOSED = "Le bief, le maraîcher, et après ?"
TRIP_ROOMS = (
    *("trip-detail", "decide", "request-list", "member-list", "money", "list-room"),
    *("trip-exports", "history", "notebook", "notebook-pdf", "document-list", "trip-change"),
    *("idea-add", "poll-add", "expense-add", "repayment-add"),
)
WORKSHOP = (
    *("story-workshop", "author-list", "story-people", "story-change", "story-revisions"),
    *("story-publication", "story-preview", "chapter-add"),
)


def travel_rooms() -> Iterable[tuple[str, list[str]]]:
    """Each person with the addresses that they open; nobody comes first."""
    yield "", [*_read_by_everybody(), _shown_by_link(), _draft_by_link()]
    yield "camille.roussel@example.org", _of_an_organiser(Trip.objects.get(title=PLANNED))
    for trip in Trip.objects.filter(kind__in=("class", "works_council")):
        person = trip.members.get(role="organiser").person
        rooms = ["paper-room", *(["sign-up-manage"] if trip.kind == "works_council" else [])]
        yield person.email, [trip.get_absolute_url(), *(_room(name, trip) for name in rooms)]
    yield "agathe.lemoine@example.org", _of_a_composer()
    yield "giulia.ferretti@example.org", _of_a_reader_of_itineraries()
    yield "arthur.pellerin@example.org", _of_an_author(Story.objects.get(title=DRAFT))
    yield from _of_people_in_stories()
    yield from _of_a_reader()


def _room(name: str, of: Trip | Story, *parts: str) -> str:
    return reverse(f"travel_stories:{name}", args=[of.address, *parts])


def _read_by_everybody() -> list[str]:
    index = reverse("travel_stories:story-list")
    stories = Story.objects.filter(state=StoryState.PUBLISHED).order_by("pk")[:4]
    return [
        *(index, f"{index}?season=summer", f"{index}?q=nowhere"),
        *(story.get_absolute_url() for story in stories),
        *_itineraries_of_everybody(),
        *(_room(name, stories[0]) for name in ("story-pdf",)),
        reverse("cms:around-story", args=[stories[0].address]),
    ]


def _itineraries_of_everybody() -> list[str]:
    index = reverse("travel_stories:itinerary-list")
    public = Itinerary.objects.filter(state=ItineraryState.PUBLISHED).order_by("pk")[:2]
    around = [reverse("cms:around-itinerary", args=[one.address]) for one in public[:1]]
    pages = [*(one.get_absolute_url() for one in public), *around]
    return [index, f"{index}?season=winter&by=plane", *pages]


def _of_a_composer() -> list[str]:
    itinerary = Itinerary.objects.get(title=COMPOSED)
    public_id, stage = itinerary.public_id, itinerary.stages.in_order()[0].public_id
    names = ("compose", "change", "cover", "credit", "preview")
    named = [(f"itinerary-{name}", public_id) for name in names]
    chosen = [("stage-choose", public_id, kind) for kind in ("offer", "story")]
    added = [("stage-add", public_id, kind) for kind in StageKind]
    rooms = [*named, *chosen, *added, ("stage-change", public_id, stage)]
    return [
        *(reverse(f"travel_stories:itinerary-{name}") for name in ("index", "begin")),
        *(reverse(f"travel_stories:{name}", args=args) for name, *args in rooms),
        reverse("travel_stories:itinerary-take", args=[_public_itinerary().address]),
    ]


def _of_a_reader_of_itineraries() -> list[str]:
    waiting = Itinerary.objects.get(state=ItineraryState.SUBMITTED)
    return [
        reverse("travel_stories:itinerary-readings"),
        reverse("travel_stories:itinerary-reading", args=[waiting.public_id]),
    ]


def _public_itinerary() -> Itinerary:
    return Itinerary.objects.filter(state=ItineraryState.PUBLISHED).order_by("pk")[0]


def _shown_by_link() -> str:
    trip = Trip.objects.get(title=SHOWN)
    link = make_link(trip=trip, kind=LinkKind.LOOK, by=_organiser(trip))
    return reverse("travel_stories:trip-look", args=[link.token])


def _draft_by_link() -> str:
    story = Story.objects.get(title=DRAFT)
    link = make_story_link(story=story, by=story.authors.leading().first())
    return reverse("travel_stories:story-look", args=[link.token])


def _organiser(trip: Trip) -> TripMember:
    return trip.members.filter(role="organiser").first()


def _of_an_organiser(trip: Trip) -> list[str]:
    open_offer = trip.steps.filter(kind=StepKind.OFFER, request=None).first().public_id
    named = {name: reverse(f"travel_stories:{name}") for name in ("trip-list", "trip-begin")}
    return [
        *named.values(),
        reverse("travel_stories:trip-import"),
        _addition(trip.steps.exclude(offer=None).first().offer),
        *(_room(name, trip) for name in TRIP_ROOMS),
        *(f"{_room('step-add', trip)}?kind={kind}&day=1" for kind in StepKind),
        *(f"{_room('poll-add', trip)}?kind={kind}" for kind in PollKind),
        *(_room(name, trip, open_offer) for name in ("step-change", "step-papers", "step-ask")),
        _room("step-alternatives", trip, open_offer),
        *(_room("idea-detail", trip, idea.public_id) for idea in trip.ideas.all()[:1]),
        *(_room("poll-detail", trip, poll.public_id) for poll in trip.polls.all()[:2]),
        *(_room("expense-change", trip, one.public_id) for one in trip.expenses.all()[:1]),
    ]


def _addition(offer: Offer) -> str:
    return f"{reverse('travel_stories:trip-add')}?offer={offer.public_id}"


def _of_an_author(story: Story) -> list[str]:
    chapter = story.chapters.first()
    blocks = Block.objects.present().filter(chapter__story=story)
    added = [kind for kind in BlockKind if kind not in (BlockKind.PHOTO, BlockKind.GALLERY)]
    where = f"?chapter={chapter.public_id}"
    return [
        reverse("travel_stories:my-stories"),
        reverse("travel_stories:story-begin"),
        *(_room(name, story) for name in WORKSHOP),
        _room("story-revision", story, str(story.changes.order_by("number")[0].number)),
        _room("chapter-change", story, chapter.public_id),
        *(_room("block-write", story, block.public_id) for block in blocks),
        *(f"{_room('block-add', story, kind)}{where}" for kind in added),
    ]


def _of_people_in_stories() -> Iterable[tuple[str, list[str]]]:
    shown = PersonShown.objects.exclude(person=None).filter(left_out_at=None).first()
    mine = [reverse("travel_stories:consent-list"), shown.get_absolute_url()]
    yield shown.person.email, mine


def _of_a_reader() -> Iterable[tuple[str, list[str]]]:
    story = Story.objects.filter(state=StoryState.SUBMITTED).first()
    yield (
        "solene.kerdraon@example.org",
        [
            reverse("travel_stories:reading-list"),
            _room("reading", story),
        ],
    )
