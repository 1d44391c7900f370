"""What the list of communities and the page of each tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from string import ascii_uppercase

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.permissions import Visitor
from commons.geography.selectors.land import land_address
from commons.geography.stations import StationAt, nearest_stations
from commons.profiles.selectors import parse_profile, profile_subquery
from core.values.geo import Point
from core.values.pictures import Picture
from hosting.communities.models.communities import Community, Membership
from hosting.communities.presenters.local_rules import RuleText, parse_rules, rules_subquery
from hosting.communities.selectors.sponsors import parse_sponsors, sponsors_subquery
from hosting.notes.presenters import NoteSummary, notes_about_hosts
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from hosting.public_pages.presenters.cards import OfferCard, cards_of
from hosting.public_pages.presenters.hosts import HostSummary
from hosting.public_pages.presenters.maps import PlaceMap, box_around, drawing_of
from hosting.public_pages.presenters.page_extensions import community_annotations
from hosting.public_pages.selectors import Surroundings, surroundings_of
from ui.maps import Spot
from ui.navigation import Link, link

OFFERS_SHOWN = 3  # of each kind; the list has them all
PEOPLE_SHOWN = 60
PEOPLE_FIRST = 12  # the others are one press away
TERRITORY = 5_000.0  # metres: a circle for a valley, not for a house


@dataclass(frozen=True, slots=True)
class CommunityCard:
    """A community among others."""

    name: str
    url: str
    place: str
    territory: str
    summary: str
    lang: str
    members: int
    offers: int
    point: Point
    letter: str = ""


@dataclass(frozen=True, slots=True)
class OffersOfKind:
    """Some offers of one kind, and how many there are."""

    kind: str
    total: int
    cards: tuple[OfferCard, ...]


@dataclass(frozen=True, slots=True)
class CommunityPage:
    """What `public_pages/community_detail.html` shows."""

    community: Community
    steps: tuple[Link, ...]
    causes: tuple[str, ...]
    people: tuple[HostSummary, ...]
    members: int
    offers: int
    offers_url: str
    kinds: tuple[OffersOfKind, ...]
    notes: tuple[NoteSummary, ...]
    rules: tuple[RuleText, ...]
    surroundings: Surroundings | None
    stations: tuple[StationAt, ...]

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """One at most."""
        photo = self.community.photo
        return (photo.picture,) if photo else ()

    @property
    def first_people(self) -> tuple[HostSummary, ...]:
        return self.people[:PEOPLE_FIRST]

    @property
    def other_people(self) -> tuple[HostSummary, ...]:
        return self.people[PEOPLE_FIRST:]


def list_communities(*, offers: Mapping[int, int] | None = None) -> list[CommunityCard]:
    """The public ones by name. Three reads, or two where their offers are counted already."""
    members = count_members()
    offers = count_offers() if offers is None else offers
    return [
        CommunityCard(
            name=one.name,
            url=one.get_absolute_url(),
            place=one.locality.name,
            territory=one.territory,
            summary=one.summary,
            lang=one.summary_language,
            members=members.get(one.pk, 0),
            offers=offers.get(one.pk, 0),
            point=one.point,
        )
        for one in Community.objects.public().select_related("locality").order_by("name", "pk")
    ]


def count_members() -> dict[int, int]:
    """Active ones, by community."""
    return _counts(Membership.objects.active())


def count_offers() -> dict[int, int]:
    """Public ones, by community."""
    return _counts(Offer.objects.public())


def with_map(cards: Iterable[CommunityCard]) -> tuple[list[CommunityCard], PlaceMap | None]:
    """The same communities with a letter each, as far as letters go, and where they are."""
    letters = iter(ascii_uppercase)
    lettered = [replace(card, letter=next(letters, "")) for card in cards]
    spots = tuple(
        Spot(card.point, card.name, card.url, letter=card.letter, metres=TERRITORY)
        for card in lettered
    )
    if not spots:
        return lettered, None
    box = box_around([spot.point for spot in spots])
    return lettered, PlaceMap(drawing_of(box, spots), spots, land_address(box))


def community_spots() -> list[Spot]:
    """Where the public ones are, under their public ids. One read."""
    return [
        Spot(
            one.point,
            one.name,
            one.get_absolute_url(),
            letter=one.name[:1],
            kind="community",
            key=one.public_id,
            metres=TERRITORY,
        )
        for one in Community.objects.public().select_related("locality").order_by("name", "pk")
    ]


def find_community(visitor: Visitor, public_id: str) -> Community | None:
    """What this visitor may see under this id."""
    found: Community | None = (
        Community.objects.visible_to(visitor)
        .filter(public_id=public_id)
        .select_related("locality", "photo")
        .annotate(rules_json=rules_subquery("pk"), **community_annotations())
        .first()
    )
    return found


def community_page(community: Community, visitor: Visitor | None = None) -> CommunityPage:
    """Who they are, what they offer, and what guests said. Without a visitor, as strangers see."""
    offers = Offer.objects.public().filter(community=community)
    shown = _latest_of_each_kind(offers)
    return CommunityPage(
        community=community,
        steps=tuple(step for step in (link(_("Communities"), "hosting:community-list"),) if step),
        causes=tuple(cause.name for cause in community.causes.all()),
        people=tuple(people_who_welcome(community, visitor)),
        members=community.memberships.active().count(),
        offers=sum(kind.total for kind in shown),
        offers_url=reverse("search:offer-list", query={"community": community.public_id}),
        kinds=shown,
        notes=notes_about_hosts(offers),
        rules=parse_rules(getattr(community, "rules_json", None)),
        surroundings=surroundings_of(community.point),
        stations=nearest_stations(community.point),
    )


def people_who_welcome(community: Community, visitor: Visitor | None = None) -> list[HostSummary]:
    """Whoever hosts or coordinates: coordinators first, then who has been there longest. One read.

    Portraits and introductions as far as this visitor may see them.
    """
    offers = Offer.objects.public().filter(community=community)
    members = community.memberships.active().filter(person__is_active=True)
    shown = members.filter(Q(is_coordinator=True) | Q(person__in=offers.values("host")))
    rows = (
        shown.order_by("-is_coordinator", "activated_at", "pk")
        .annotate(
            profile_json=profile_subquery("person", visitor or AnonymousUser()),
            sponsors_json=sponsors_subquery(community="community", person="person"),
        )
        .values_list(
            *("person__display_name", "person__public_id", "person__date_joined"),
            *("is_coordinator", "profile_json", "sponsors_json"),
        )
    )
    return [
        HostSummary(
            name=name,
            url=reverse("accounts:person-detail", args=[public_id]),
            since=since,
            is_coordinator=is_coordinator,
            profile=parse_profile(profile),
            sponsors=parse_sponsors(sponsors),
        )
        for name, public_id, since, is_coordinator, profile, sponsors in rows[:PEOPLE_SHOWN]
    ]


def _latest_of_each_kind(offers: QuerySet[Offer]) -> tuple[OffersOfKind, ...]:
    """The latest of each kind, and how many there are. Two reads, and those of the cards."""
    latest: dict[str, list[int]] = {kind: [] for kind in OfferKind}
    rows = offers.order_by(F("first_published_at").desc(nulls_last=True), "-pk")
    for kind, pk in rows.values_list("kind", "pk"):
        latest[kind].append(pk)
    shown = [pk for pks in latest.values() for pk in pks[:OFFERS_SHOWN]]
    cards = cards_of(shown)
    return tuple(
        OffersOfKind(kind, len(pks), tuple(card for card in cards if card.kind == kind))
        for kind, pks in latest.items()
        if pks
    )


def _counts(rows: QuerySet[Offer] | QuerySet[Membership]) -> dict[int, int]:
    """How many of these rows each community has."""
    counts = rows.order_by().values_list("community").annotate(count=Count("pk"))
    return dict(counts.values_list("community", "count"))
