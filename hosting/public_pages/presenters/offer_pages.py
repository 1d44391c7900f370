"""Everything that the page of an offer tells. Of its place only the public circle gets here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.accounts.permissions import Visitor
from core.languages import page_language
from core.values.geo import Box
from core.values.pictures import Picture
from hosting.calendars.presenters.stay_months import StayMonth, stay_months
from hosting.calendars.selectors.sessions import UpcomingSession, sessions_to_come
from hosting.communities.models.communities import Membership
from hosting.communities.presenters.local_rules import RuleText, parse_rules, rules_subquery
from hosting.notes.presenters import NoteSummary, notes_about_host
from hosting.offers.choices.lists import LodgingKind, OfferKind
from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.offers import Offer, OfferQuerySet
from hosting.offers.models.stays import Stay
from hosting.offers.presenters.access import AccessSummary, summarize_access
from hosting.offers.presenters.dates_and_party import DatesAndParty
from hosting.offers.presenters.facts import Fact, UnitSummary, format_distance, page_facts, units_of
from hosting.offers.presenters.offer_texts import OfferText, offer_text, translation_subquery
from hosting.offers.presenters.prices import (
    Explanation,
    ModeLabel,
    Price,
    RateSummary,
    explanations_of,
    mode_labels,
    price_of,
    quote_of,
    rate_summary,
)
from hosting.offers.selectors.attestations import (
    AttestationSummary,
    attestations_subquery,
    parse_attestations,
)
from hosting.public_pages.presenters.maps import drawing_of
from hosting.public_pages.presenters.offer_parts import draft_parts, stored_parts
from hosting.public_pages.presenters.page_extensions import offer_annotations
from ui.maps import Drawing, Spot
from ui.navigation import Link, link

LEAD_LENGTH = 420  # signs that may stand in large letters
MAX_SESSIONS = 6  # that one can choose from beside the offer
SENTENCE = re.compile(r"[.!?…](?:\s*[»”])?(?=\s)")
AROUND = 15_000.0  # metres
KINDS = (Stay, Activity, Product, Tip)
INTERNAL_FIELDS = frozenset(
    {
        *("latest_revision", "live_revision", "has_unpublished_changes"),
        *("first_published_at", "last_published_at", "go_live_at", "expire_at", "expired"),
        *("locked", "locked_at", "locked_by", "created_at", "updated_at"),
    }
)
RELATED_FIELDS = (  # never the door of a place, and of a person only what a page says
    *("host__display_name", "host__languages", "community__public_id", "community__name"),
    "community__language",
    *("place__latitude", "place__longitude", "place__radius"),
    *("place__locality__name", "place__locality__country"),
)


@dataclass(frozen=True, slots=True)
class HostSummary:
    """The host as strangers see them."""

    name: str
    languages: str
    since: int | None


@dataclass(frozen=True, slots=True)
class OfferPage:
    """What `hosting/*_detail.html` shows. All reads are done when it is made."""

    offer: Offer
    kicker: str
    host: HostSummary
    steps: tuple[Link, ...]
    text: OfferText
    first_words: str
    other_words: str
    facts: tuple[Fact, ...]
    interests: str
    units: tuple[UnitSummary, ...]
    rates: tuple[RateSummary, ...]
    price: Price | None
    quote: Price | None
    modes: tuple[ModeLabel, ...]
    explanations: tuple[Explanation, ...]
    pictures: tuple[Picture, ...]
    circle: Spot | None
    drawing: Drawing | None
    access: AccessSummary | None
    months: tuple[StayMonth, ...]
    sessions: tuple[UpcomingSession, ...]
    session: UpcomingSession | None  # that fits the dates somebody came with
    notes: tuple[NoteSummary, ...]
    rules: tuple[RuleText, ...]
    checked: tuple[AttestationSummary, ...]

    @property
    def template(self) -> str:
        return f"public_pages/{self.offer.kind}_detail.html"

    @property
    def sessions_to_ask(self) -> tuple[UpcomingSession, ...]:
        """The next ones, and before them the one that fits the dates somebody came with."""
        others = [session for session in self.sessions if session != self.session]
        first = [self.session] if self.session else []
        return (*first, *others)[:MAX_SESSIONS]

    @property
    def heading(self) -> str:
        """`The mill, Loches`."""
        place = self.offer.place
        return f"{self.text.title}, {place.locality.name}" if place else self.text.title

    @property
    def price_shown(self) -> Price | None:
        """For the days and people that were chosen; what a night costs before."""
        return self.quote or self.price

    @property
    def circle_km(self) -> str:
        return format_distance(self.circle.metres) if self.circle else ""

    @property
    def today(self) -> date:
        return timezone.localdate()


def find_offer(visitor: Visitor, public_id: str) -> Offer | None:
    """What this visitor may see under this id, without the exact place. One read."""
    offers = _offers_with_related(page_language())
    return offers.visible_to(visitor).filter(public_id=public_id).first()


def _offers_with_related(language: str) -> OfferQuerySet:
    kinds = [kind._meta.model_name or "" for kind in KINDS]
    own = [
        column.name for column in Offer._meta.concrete_fields if column.name not in INTERNAL_FIELDS
    ]
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
        .only(*own, *RELATED_FIELDS, *of_kinds)
        .annotate(
            host_since=Subquery(membership.values("activated_at")[:1]),
            rules_json=rules_subquery("community"),
            attestations_json=attestations_subquery(),
            translated=translation_subquery(language),
            **offer_annotations(),
        )
    )
    return shown


def offer_page(
    offer: Offer,
    *,
    month: date | None = None,
    chosen: DatesAndParty | None = None,
    is_draft: bool = False,
    untranslated: bool = False,
) -> OfferPage:
    """The page of an offer as found, or of a draft that only exists in memory."""
    parts = draft_parts(offer) if is_draft else stored_parts(offer)
    text = offer_text(offer, parts.translation, untranslated=untranslated)
    first_words, other_words = split_lead(text.words)
    units = units_of(offer) if offer.kind == OfferKind.STAY else ()
    circle = _circle(offer)
    sessions = _sessions(offer)
    # `Furnished home · Loches`.
    kind = OfferKind(offer.kind).label
    if isinstance(offer.specific, Stay):
        kind = LodgingKind(offer.specific.lodging_kind).label
    community = Link(offer.community.name, offer.community.get_absolute_url())
    steps = (link(_("Offers"), "search:offer-list"), community)
    return OfferPage(
        offer=offer,
        kicker=f"{kind} · {offer.place.locality.name}" if offer.place else str(kind),
        host=_host_of(offer),
        steps=tuple(step for step in steps if step),
        text=text,
        first_words=first_words,
        other_words=other_words,
        facts=(*page_facts(offer, units), *parts.needs),
        interests=", ".join(parts.interests),
        units=units,
        rates=tuple(rate_summary(rate, chosen) for rate in parts.rates),
        price=price_of(parts.rates),
        quote=quote_of(parts.rates, chosen) if chosen else None,
        modes=mode_labels(parts.rates),
        explanations=explanations_of(parts.rates),
        pictures=parts.pictures,
        circle=circle,
        drawing=_drawing(circle) if circle else None,
        access=summarize_access(parts.survey) if parts.survey else None,
        months=_months(offer, units, month, chosen or DatesAndParty()),
        sessions=sessions,
        session=_session_for(sessions, chosen or DatesAndParty()),
        notes=notes_about_host(offer),
        rules=parse_rules(getattr(offer, "rules_json", None), for_guests=True),
        checked=parse_attestations(getattr(offer, "attestations_json", None)),
    )


def split_lead(words: str) -> tuple[str, str]:
    """What stands large at the head of the page: a paragraph, or as many sentences as fit."""
    first, _blank, other = words.strip().partition("\n\n")
    if len(first) > LEAD_LENGTH and (
        ends := [end.end() for end in SENTENCE.finditer(first, 0, LEAD_LENGTH)]
    ):
        first, rest = first[: ends[-1]], first[ends[-1] :]
        other = f"{rest.strip()}\n\n{other}"
    return first.strip(), other.strip()


def _host_of(offer: Offer) -> HostSummary:
    spoken = dict(settings.LANGUAGES_SPOKEN)
    languages = [str(spoken[code]) for code in offer.host.languages if code in spoken]
    since = getattr(offer, "host_since", None)
    return HostSummary(
        name=offer.host.display_name,
        languages=", ".join(languages),
        since=timezone.localtime(since).year if since else None,
    )


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
    offer: Offer, units: Iterable[UnitSummary], month: date | None, chosen: DatesAndParty
) -> tuple[StayMonth, ...]:
    if not isinstance(offer.specific, Stay):
        return ()
    first = (month or timezone.localdate()).replace(day=1)
    return stay_months(offer.specific, [unit.pk for unit in units], first=first, chosen=chosen)


def _session_for(
    sessions: Iterable[UpcomingSession], chosen: DatesAndParty
) -> UpcomingSession | None:
    """The first inside the chosen dates that takes everybody."""
    dates = chosen.dates
    if dates is None:
        return None
    fitting = (session for session in sessions if session.fits(dates, people=chosen.party))
    return next(fitting, None)


def _sessions(offer: Offer) -> tuple[UpcomingSession, ...]:
    if offer.kind != OfferKind.ACTIVITY:
        return ()
    return sessions_to_come(offer.pk)
