"""Every list of the demonstration: who opens it, where it is, and what its rows are."""

from __future__ import annotations

import json

from django.urls import reverse
from django.utils import translation

from cms.pages.choices import BrowseBy
from emergency.activations.models.activations import Activation
from hosting.communities.models.communities import Community
from hosting.favourites.models import FavouriteList
from hosting.offers.models.offers import Offer
from tests.e2e.atlas import COMMUNITY, HOST, session_of
from tests.e2e.hosting_atlas import kept_rooms

CARDS, STORIES = ".offer-card", ".story-card"
CHECKLIST, TABLE = ".checklist__item", "tbody tr"
TITLES = "main h2 > a"
TRAVELLER, COORDINATOR = "camille.roussel@example.org", "nadia.belkacem@example.org"
OFFER_QUERIES = (
    *("", "?kind=stay", "?kind=activity", "?kind=product", "?kind=tip"),
    *("?place=Tours&kind=stay&adults=2&km=40", "?q=jardin&order=newest", "?need=cot&kind=stay"),
)

type ListPage = tuple[str, str, str]  # who, address, what its rows are


def lists_json() -> str:
    """Each list of an ordinary day as [session, address, selector of its rows], as JSON."""
    with translation.override("en"):
        return _with_sessions(_lists())


def emergency_lists_json() -> str:
    """The lists of a desk once an emergency is declared (screens.emergency_parts)."""
    with translation.override("en"):
        return _with_sessions(_emergency_lists())


def _with_sessions(pages: list[ListPage]) -> str:
    sessions = {who: session_of(who) for who in {who for who, _address, _rows in pages}}
    return json.dumps([[sessions[who], address, rows] for who, address, rows in pages])


def _lists() -> list[ListPage]:
    community = Community.objects.get(name=COMMUNITY)
    return [*_public(community), *_own(), *_of_a_desk(community)]


def _public(community: Community) -> list[ListPage]:
    offers = reverse("search:offer-list")
    hosted = Offer.objects.get(host__email=HOST, kind="stay")
    return [
        *(("", f"{offers}{query}", CARDS) for query in OFFER_QUERIES),
        ("", reverse("hosting:community-list"), STORIES),
        ("", reverse("travel_stories:story-list"), STORIES),
        ("", f"{reverse('travel_stories:story-list')}?season=summer", STORIES),
        ("", reverse("travel_stories:itinerary-list"), STORIES),
        *(("", reverse("cms:way-in", kwargs={"way": way}), ".chip") for way in BrowseBy),
        ("", reverse("hosting:offer-notes", args=[hosted.address]), ".voice"),
        ("", reverse("hosting:community-notes", args=[community.address]), ".voice"),
    ]


def _own() -> list[ListPage]:
    community = Community.objects.get(name=COMMUNITY)
    list(kept_rooms(community))  # fills a list
    full = FavouriteList.objects.exclude(favourites=None).exclude(nonce="").order_by("-pk")[0]
    keeper = full.owner.email
    return [
        ("", full.share_path, CARDS),
        (keeper, reverse("hosting:favourite-lists"), ".way-card"),
        (keeper, full.get_absolute_url(), CARDS),
        (keeper, reverse("travel_stories:itinerary-index"), "main .row > a"),
        (TRAVELLER, reverse("hosting:request-list"), CHECKLIST),
        (TRAVELLER, reverse("travel_stories:trip-list"), TITLES),
        (TRAVELLER, reverse("notifications:desk"), CHECKLIST),
        (TRAVELLER, reverse("notifications:notice-list"), CHECKLIST),
        (HOST, reverse("hosting:request-list"), CHECKLIST),
        (HOST, reverse("hosting:host-today"), CHECKLIST),
        (HOST, reverse("hosting:host-offers"), CARDS),
        (HOST, reverse("hosting:host-calendar"), TABLE),
        (HOST, reverse("hosting:saved-replies"), CHECKLIST),
        (HOST, reverse("hosting:membership-list"), CHECKLIST),
        ("arthur.pellerin@example.org", reverse("travel_stories:my-stories"), TITLES),
        ("solene.kerdraon@example.org", reverse("travel_stories:reading-list"), "main li a"),
        ("giulia.ferretti@example.org", reverse("travel_stories:itinerary-readings"), "main li a"),
    ]


def _of_a_desk(community: Community) -> list[ListPage]:
    def desk(name: str) -> str:
        return reverse(f"hosting:coordination-{name}", args=[community.public_id])

    return [
        (COORDINATOR, desk("desk"), "main li:has(a, button)"),
        (COORDINATOR, desk("members"), TABLE),
        (COORDINATOR, f"{desk('members')}?words=a", TABLE),
        (COORDINATOR, desk("log"), ".stepper__step"),
        (COORDINATOR, reverse("hosting:candidate-list", args=[community.public_id]), "article"),
        (COORDINATOR, reverse("moderation:case-list"), TABLE),
        (COORDINATOR, f"{reverse('moderation:case-list')}?list=decided", TABLE),
    ]


def _emergency_lists() -> list[ListPage]:
    activation = Activation.objects.filter(state="active").order_by("pk")[0]

    def desk(name: str) -> str:
        return reverse(f"emergency:{name}", args=[activation.address])

    return [
        *((COORDINATOR, f"{desk('desk')}{only}", TABLE) for only in ("", "?only=late")),
        (COORDINATOR, desk("desk-homes"), TABLE),
        (COORDINATOR, desk("desk-matching"), ".ranks > li"),
        (COORDINATOR, desk("calls"), "main [data-row]"),
        (COORDINATOR, desk("board"), TABLE),
        (COORDINATOR, reverse("emergency:activation-list"), CHECKLIST),
    ]
