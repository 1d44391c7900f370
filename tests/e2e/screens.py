"""The addresses of docs/screens.tsv as they are in one demonstration, asked in its own process."""

from __future__ import annotations

import csv
import json
from datetime import timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone, translation

from cms.pages.models import DestinationPage
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.requests import RequestState as HousingState
from hosting.communities.models.communities import Community
from hosting.offers.models.offers import Offer
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from scripts.machine import ROOT
from tests.e2e.atlas import COMMUNITY, HOST, session_of
from tests.e2e.emergency_waking import wake
from tests.e2e.travel_atlas import DRAFT, PLANNED
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.itineraries.states import ItineraryState
from travel_stories.stories.models.stories import Story
from travel_stories.stories.states import StoryState
from travel_stories.trips.models.trips import Trip

LIST = ROOT / "docs" / "screens.tsv"
DORMANT, OPEN = "", "open"
VISITOR = "visitor"
FRIDAY = 4


def rows() -> list[dict[str, str]]:
    """The list as it is written: name, when, who, address with {placeholders}, what it shows."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def screens_json(when: str) -> str:
    """Each screen of this time as [name, session, address], as JSON; OPEN declares an emergency."""
    with translation.override("en"):
        known = emergency_parts() if when == OPEN else parts()
        screens = [
            (row["name"], _session_of(row["who"]), row["address"].format_map(known))
            for row in rows()
            if row["when"] == when
        ]
    return json.dumps(screens)


def _session_of(who: str) -> str:
    return session_of("" if who == VISITOR else f"{who}@example.org")


def parts() -> dict[str, str]:
    """What stands for a placeholder while no emergency is declared."""
    public = Offer.objects.public().annotate(pictures=Count("photos")).order_by("-pictures", "pk")
    community = Community.objects.get(name=COMMUNITY)
    hosted = Offer.objects.get(host__email=HOST, kind="stay")
    asked = Request.objects.filter(guest__email="camille.roussel@example.org")
    received = Request.objects.filter(host__email=HOST, state=RequestState.SENT).order_by("pk")
    itinerary = Itinerary.objects.filter(state=ItineraryState.PUBLISHED).order_by("pk")[0]
    day = timezone.localdate() + timedelta(days=14)
    friday = day + timedelta(days=(FRIDAY - day.weekday()) % 7)
    return {
        **{kind: public.filter(kind=kind)[0].address for kind in ("stay", "activity", "product")},
        "community": community.address,
        "coordinated": str(community.public_id),
        "destination": str(_destination()),
        "story": Story.objects.filter(state=StoryState.PUBLISHED).order_by("pk")[0].address,
        "story_draft": Story.objects.get(title=DRAFT).address,
        "itinerary": itinerary.address,
        "trip": Trip.objects.get(title=PLANNED).address,
        "agreed": str(asked.get(state=RequestState.AGREED).public_id),
        "received": str(received[0].public_id),
        "draft": str(hosted.public_id),
        "check_in": str(friday),
        "check_out": str(friday + timedelta(days=2)),
    }


def _destination() -> str:
    language = translation.get_language()
    pages = DestinationPage.objects.live().filter(locale__language_code=language)
    return str(pages.order_by("path")[0].get_url())


def emergency_parts() -> dict[str, str]:
    """The same once an emergency is declared and a few days have passed."""
    activation = wake().open
    request = HousingRequest.objects.filter(activation=activation).exclude(
        state=HousingState.SUBMITTED
    )
    return {
        "status": request.order_by("pk")[0].submission.get_absolute_url(),
        "emergency_desk": reverse("emergency:desk", args=[activation.address]),
    }
