"""Everything that the page of an offer tells. Of its place only the public circle gets here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.accounts.permissions import Visitor
from core.geo import Box
from core.languages import page_language
from core.maps import Drawing, Spot
from core.navigation import Link, link
from core.pictures import Picture
from core.questions import Key, Question
from hosting.enums import LodgingKind, OfferKind
from hosting.models import Activity, Membership, Offer, Product, Stay, Tip
from hosting.models.offers import OfferQuerySet
from hosting.queries.access import Access, access_of
from hosting.queries.attestations import CheckedLine, checked_told, told_attestations
from hosting.queries.besides import marks_of_offers
from hosting.queries.facts import Fact, UnitLine, distance_in_words, page_facts, units_of
from hosting.queries.local_rules import RuleLine, lines_told, told_rules
from hosting.queries.maps import drawing_of
from hosting.queries.nights import Chosen, StayMonth, months_of
from hosting.queries.notes import NoteLine, notes_about_host
from hosting.queries.offer_parts import draft_parts, stored_parts
from hosting.queries.prices import (
    Explanation,
    Price,
    RateLine,
    Stamp,
    explanations_of,
    price_of,
    rate_line,
    stamps_of,
)
from hosting.queries.sessions import UpcomingSession, sessions_to_come
from hosting.queries.tellings import Telling, telling_of, translated

LARGE = 420  # signs that may stand in large letters
SENTENCE = re.compile(r"[.!?…](?:\s*[»”])?(?=\s)")
AROUND = 15_000.0  # metres
KINDS = (Stay, Activity, Product, Tip)
BOOK_KEEPING = frozenset(
    {
        *("latest_revision", "live_revision", "has_unpublished_changes"),
        *("first_published_at", "last_published_at", "go_live_at", "expire_at", "expired"),
        *("locked", "locked_at", "locked_by", "created_at", "updated_at"),
    }
)
SHOWN_BESIDE = (  # never the door of a place, and of a person only what a page says
    *("host__display_name", "host__languages", "community__public_id", "community__name"),
    "community__language",
    *("place__latitude", "place__longitude", "place__radius"),
    *("place__locality__name", "place__locality__country"),
)


@dataclass(frozen=True, slots=True)
class HostLine:
    """The host as strangers see them."""

    name: str
    languages: str
    since: int | None


@dataclass(frozen=True, slots=True)
class OfferPage:
    """What `hosting/*_detail.html` shows. All reads are done when it is made."""

    offer: Offer
    kicker: str
    host: HostLine
    steps: tuple[Link, ...]
    telling: Telling
    first_words: str
    other_words: str
    facts: tuple[Fact, ...]
    interests: str
    units: tuple[UnitLine, ...]
    rates: tuple[RateLine, ...]
    price: Price | None
    modes: tuple[Stamp, ...]
    explanations: tuple[Explanation, ...]
    pictures: tuple[Picture, ...]
    circle: Spot | None
    drawing: Drawing | None
    access: Access | None
    months: tuple[StayMonth, ...]
    sessions: tuple[UpcomingSession, ...]
    notes: tuple[NoteLine, ...]
    rules: tuple[RuleLine, ...]
    checked: tuple[CheckedLine, ...]

    @property
    def template(self) -> str:
        return f"hosting/{self.offer.kind}_detail.html"

    @property
    def heading(self) -> str:
        """`The mill, Loches`."""
        place = self.offer.place
        return f"{self.telling.title}, {place.locality.name}" if place else self.telling.title

    @property
    def circle_km(self) -> str:
        return distance_in_words(self.circle.metres) if self.circle else ""

    @property
    def today(self) -> date:
        return timezone.localdate()


def find_offer(visitor: Visitor, public_id: str) -> Offer | None:
    """What this visitor may see under this id, without the exact place. One read."""
    if visitor.is_authenticated:
        found = list(_as_shown(page_language()).visible_to(visitor).filter(public_id=public_id))
    else:
        found = _as_shown_to_strangers().ask(public_id=public_id, language=page_language())
    return next(iter(found), None)


@cache
def _as_shown_to_strangers() -> Question[Offer]:
    shown = _as_shown(Key("language"))
    return Question(shown.visible_to(AnonymousUser()).filter(public_id=Key("public_id")))


@cache
def _as_shown(language: str | Key) -> OfferQuerySet:
    kinds = [kind._meta.model_name or "" for kind in KINDS]
    own = [column.name for column in Offer._meta.concrete_fields if column.name not in BOOK_KEEPING]
    of_kinds = [
        f"{kind._meta.model_name}__{column.name}"
        for kind in KINDS
        for column in kind._meta.local_concrete_fields
    ]
    membership = Membership.objects.active().filter(
        community=OuterRef("community"), person=OuterRef("host")
    )
    shown: OfferQuerySet = (
        Offer.objects.select_related("host", "community", "place__locality", *kinds)
        .only(*own, *SHOWN_BESIDE, *of_kinds)
        .annotate(
            host_since=Subquery(membership.values("activated_at")[:1]),
            rules_told=told_rules("community"),
            checked_told=told_attestations(),
            translated=translated(language),
            **marks_of_offers(),
        )
    )
    return shown


def page_of(
    offer: Offer,
    *,
    month: date | None = None,
    chosen: Chosen | None = None,
    is_draft: bool = False,
    untranslated: bool = False,
) -> OfferPage:
    """The page of an offer as found, or of a draft that only exists in memory."""
    parts = draft_parts(offer) if is_draft else stored_parts(offer)
    telling = telling_of(offer, parts.translation, untranslated=untranslated)
    first_words, other_words = first_and_other(telling.words)
    units = units_of(offer) if offer.kind == OfferKind.STAY else ()
    circle = _circle(offer)
    return OfferPage(
        offer=offer,
        kicker=_kicker(offer),
        host=_host_of(offer),
        steps=_steps(offer),
        telling=telling,
        first_words=first_words,
        other_words=other_words,
        facts=(*page_facts(offer, units), *parts.needs),
        interests=", ".join(parts.interests),
        units=units,
        rates=tuple(rate_line(rate) for rate in parts.rates),
        price=price_of(parts.rates),
        modes=stamps_of(parts.rates),
        explanations=explanations_of(parts.rates),
        pictures=parts.pictures,
        circle=circle,
        drawing=_drawing(circle) if circle else None,
        access=access_of(parts.survey) if parts.survey else None,
        months=_months(offer, units, month, chosen or Chosen()),
        sessions=_sessions(offer),
        notes=notes_about_host(offer),
        rules=lines_told(getattr(offer, "rules_told", None), for_guests=True),
        checked=checked_told(getattr(offer, "checked_told", None)),
    )


def first_and_other(words: str) -> tuple[str, str]:
    """What stands large at the head of the page: a paragraph, or as many sentences as fit."""
    first, _blank, other = words.strip().partition("\n\n")
    if len(first) > LARGE and (ends := [end.end() for end in SENTENCE.finditer(first, 0, LARGE)]):
        first, rest = first[: ends[-1]], first[ends[-1] :]
        other = f"{rest.strip()}\n\n{other}"
    return first.strip(), other.strip()


def _kicker(offer: Offer) -> str:
    """`Furnished home · Loches`."""
    kind = OfferKind(offer.kind).label
    if isinstance(offer.specific, Stay):
        kind = LodgingKind(offer.specific.lodging_kind).label
    return f"{kind} · {offer.place.locality.name}" if offer.place else str(kind)


def _host_of(offer: Offer) -> HostLine:
    spoken = dict(settings.LANGUAGES_SPOKEN)
    languages = [str(spoken[code]) for code in offer.host.languages if code in spoken]
    since = getattr(offer, "host_since", None)
    return HostLine(
        name=offer.host.display_name,
        languages=", ".join(languages),
        since=timezone.localtime(since).year if since else None,
    )


def _steps(offer: Offer) -> tuple[Link, ...]:
    community = Link(offer.community.name, offer.community.get_absolute_url())
    steps = (link(_("Offers"), "search:offer-list"), community)
    return tuple(step for step in steps if step)


def _circle(offer: Offer) -> Spot | None:
    if offer.place is None:
        return None
    place = offer.place
    return Spot(place.public_point, place.locality.name, "", kind=offer.kind, metres=place.radius)


def _drawing(circle: Spot) -> Drawing:
    """The circle and half an hour's ride around it."""
    box = Box.around(circle.point, metres=AROUND)
    return drawing_of(box, [circle], width=520)


def _months(
    offer: Offer, units: Iterable[UnitLine], month: date | None, chosen: Chosen
) -> tuple[StayMonth, ...]:
    if not isinstance(offer.specific, Stay):
        return ()
    first = (month or timezone.localdate()).replace(day=1)
    return months_of(offer.specific, [unit.pk for unit in units], first=first, chosen=chosen)


def _sessions(offer: Offer) -> tuple[UpcomingSession, ...]:
    if offer.kind != OfferKind.ACTIVITY:
        return ()
    return sessions_to_come(offer.pk)
