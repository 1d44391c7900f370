"""Everything that the page of an offer tells. Of its place only the public circle gets here."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.accounts.permissions import Visitor
from commons.geography.stations import StationAt, nearest_stations
from commons.organisations.models import Organisation
from commons.profiles.selectors import parse_profile, profile_subquery
from core.db.queryset_pool import QuerySetPool
from core.languages import page_language
from core.values.geo import Box
from core.values.half_days import HalfDay
from core.values.opening_hours import OpeningPeriod
from core.values.pictures import Picture
from hosting.calendar_feeds.presenters import age_for_guests
from hosting.calendar_feeds.selectors import failed_reading_subquery, oldest_reading_subquery
from hosting.calendars.presenters.stay_months import StayMonth, stay_months
from hosting.calendars.presenters.workspace_days import WorkspaceDay, workspace_days
from hosting.calendars.selectors.sessions import UpcomingSession, sessions_to_come
from hosting.cohosts.selectors import answering_co_hosts_subquery, parse_co_hosts
from hosting.communities.presenters.local_rules import RuleText, parse_rules, rules_subquery
from hosting.communities.selectors.sponsors import parse_sponsors, sponsors_subquery
from hosting.notes.presenters import NoteSummary, has_notes, notes_about_host
from hosting.offers.choices.lists import LodgingKind, OfferKind
from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.offers import Offer, OfferQuerySet
from hosting.offers.models.stays import Stay
from hosting.offers.models.workspaces import Workspace
from hosting.offers.presenters.access import AccessSummary, summarize_access
from hosting.offers.presenters.dates_and_party import DatesAndParty
from hosting.offers.presenters.facts import (
    Fact,
    UnitSummary,
    amenity_facts,
    format_distance,
    page_facts,
    units_of,
)
from hosting.offers.presenters.offer_texts import OfferText, offer_text, translation_subquery
from hosting.offers.presenters.opening_hours import OpeningSeason, opening_seasons
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
from hosting.offers.selectors.local_times import time_zone_of
from hosting.offers.selectors.opening_hours import opening_hours_subquery
from hosting.public_pages.presenters.hosts import HostSummary
from hosting.public_pages.presenters.maps import drawing_of
from hosting.public_pages.presenters.offer_parts import draft_parts, part_subqueries, stored_parts
from hosting.public_pages.presenters.page_extensions import offer_annotations
from ui.maps import Drawing, Spot
from ui.navigation import Link, link

LEAD_LENGTH = 420  # signs that may stand in large letters
MAX_SESSIONS = 6  # that one can choose from beside the offer
SENTENCE = re.compile(r"[.!?…](?:\s*[»”])?(?=\s)")
AROUND = 15_000.0  # metres
KINDS = (Stay, Workspace, Activity, Product, Tip)
INTERNAL_FIELDS = frozenset(
    {
        *("latest_revision", "live_revision", "has_unpublished_changes"),
        *("first_published_at", "last_published_at", "go_live_at", "expire_at", "expired"),
        *("locked", "locked_at", "locked_by", "created_at", "updated_at"),
    }
)
RELATED_FIELDS = (  # never the door of a place, and of a person only what a page says
    *("host__display_name", "host__languages", "host__public_id", "host__date_joined"),
    *("community__public_id", "community__name"),
    "community__language",
    *("place__latitude", "place__longitude", "place__radius"),
    *("place__locality__name", "place__locality__country", "place__locality__timezone"),
)


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
    amenities: tuple[Fact, ...]
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
    opening_periods: tuple[OpeningPeriod, ...] = ()
    days: tuple[WorkspaceDay, ...] = ()  # on which one can work there

    @property
    def other_calendars(self) -> str:
        """When the calendars that the host keeps elsewhere were read, and when that failed; empty
        where there is none.
        """
        times = (getattr(self.offer, f"calendars_{kind}_at", None) for kind in ("read", "failed"))
        return age_for_guests(*times)

    @property
    def opening(self) -> tuple[OpeningSeason, ...]:
        """When one may come, in words."""
        return opening_seasons(self.opening_periods)

    @property
    def has_words_about_rates(self) -> bool:
        """Whether something of the rates is in the host's own words."""
        return bool(self.explanations) or any(
            rate.is_own_name or rate.who or (rate.table and rate.table.has_own_names)
            for rate in self.rates
        )

    @property
    def has_words_about_hours(self) -> bool:
        """Whether something of the opening hours is in the host's own words."""
        free_words = getattr(self.offer.specific, "opening", "")
        return bool(free_words) or any(period.note for period in self.opening_periods)

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
    def has_more_sessions(self) -> bool:
        """Whether the form of a request lists dates that don't stand beside the offer."""
        return len(self.sessions) > MAX_SESSIONS

    @property
    def heading(self) -> str:
        """`The mill, Loches`."""
        place = self.offer.place
        return f"{self.text.title}, {place.locality.name}" if place else self.text.title

    @property
    def is_none_left(self) -> bool:
        """A product that can be read about, and asked for once there is more."""
        product = self.offer.specific
        return isinstance(product, Product) and product.stock == 0

    @property
    def price_shown(self) -> Price | None:
        """For the days and people that were chosen; what a night costs before."""
        return self.quote or self.price

    @property
    def stations(self) -> tuple[StationAt, ...]:
        """From the public point: the exact one could be found from three distances to it.

        Without the station whose distance the host states: that one is said once.
        """
        if self.circle is None:
            return ()
        found = nearest_stations(self.circle.point)
        stated = self.stated_station.casefold()
        # A host may write `Gare de Loches` where the list says `Loches`.
        return tuple(at for at in found if not stated.endswith(at.station.name.casefold()))

    @property
    def stated_station(self) -> str:
        """The name of the station whose distance the host states, if they do."""
        return self.offer.station_name if self.offer.station_distance is not None else ""

    @property
    def circle_km(self) -> str:
        return format_distance(self.circle.metres) if self.circle else ""

    @property
    def later_days(self) -> str:
        """The day from which the next ones are shown; empty where no day is."""
        return str(self.days[-1].day + timedelta(days=1)) if self.days else ""

    @property
    def today(self) -> date:
        return timezone.localdate()


def find_offer(visitor: Visitor, public_id: str) -> Offer | None:
    """What this visitor may see under this id, without the exact place. One read."""
    language = page_language()
    if visitor.is_authenticated:
        offers = _offers_with_related(language, visitor).visible_to(visitor)
        return offers.filter(public_id=public_id).first()
    with PUBLIC_OFFERS.lend(language) as public:
        return public.filter(public_id=public_id).first()


def _offers_with_related(language: str, visitor: Visitor) -> OfferQuerySet:
    kinds = [kind._meta.model_name or "" for kind in KINDS]
    own = [
        column.name for column in Offer._meta.concrete_fields if column.name not in INTERNAL_FIELDS
    ]
    of_kinds = [
        f"{kind._meta.model_name}__{column.name}"
        for kind in KINDS
        for column in kind._meta.local_concrete_fields
    ]
    shown: OfferQuerySet = (
        Offer.objects.select_related("host", "community", "place__locality", *kinds)
        .only(*own, *RELATED_FIELDS, *of_kinds)
        .annotate(
            profile_json=profile_subquery("host", visitor),
            sponsors_json=sponsors_subquery(community="community", person="host"),
            co_hosts_json=answering_co_hosts_subquery(offer="pk"),
            rules_json=rules_subquery("community"),
            attestations_json=attestations_subquery(),
            hours_json=opening_hours_subquery(),
            calendars_read_at=oldest_reading_subquery(),
            calendars_failed_at=failed_reading_subquery(),
            translated=translation_subquery(language),
            has_notes=has_notes(),
            **part_subqueries(language),
            **offer_annotations(),
        )
    )
    return shown


PUBLIC_OFFERS = QuerySetPool(
    lambda language: _offers_with_related(language, AnonymousUser()).public()
)


def offer_page(
    offer: Offer,
    *,
    month: date | None = None,
    chosen: DatesAndParty | None = None,
    is_draft: bool = False,
    untranslated: bool = False,
    half_days: Collection[HalfDay] = (),
    visitor: Visitor | None = None,
) -> OfferPage:
    """The page of an offer as found, or of a draft that only exists in memory.

    `visitor` reads it, and links to what they may see; nobody knows who reads a draft.
    """
    parts = draft_parts(offer) if is_draft else stored_parts(offer)
    text = offer_text(offer, parts.translation, untranslated=untranslated)
    first_words, other_words = split_lead(text.words)
    has_units = offer.kind in {OfferKind.STAY, OfferKind.WORKSPACE}
    units = units_of(offer) if has_units else ()
    circle = _circle(offer)
    has_sessions = offer.kind == OfferKind.ACTIVITY
    sessions = sessions_to_come(offer.pk, time_zone_of(offer)) if has_sessions else ()
    # `Furnished home · Loches`.
    kind = OfferKind(offer.kind).label
    if isinstance(offer.specific, Stay):
        kind = LodgingKind(offer.specific.lodging_kind).label
    community = Link(offer.community.name, offer.community.get_absolute_url())
    steps = (link(_("Offers"), "search:offer-list"), community)
    return OfferPage(
        offer=offer,
        kicker=f"{kind} · {offer.place.locality.name}" if offer.place else str(kind),
        host=_host_of(offer, visitor),
        steps=tuple(step for step in steps if step),
        text=text,
        first_words=first_words,
        other_words=other_words,
        facts=(*page_facts(offer, units, has_hours=bool(parts.opening)), *parts.needs),
        amenities=amenity_facts(offer),
        interests=", ".join(parts.interests),
        units=units,
        rates=tuple(rate_summary(rate, chosen, language=offer.language) for rate in parts.rates),
        price=price_of(parts.rates),
        quote=quote_of(parts.rates, chosen) if chosen else None,
        modes=mode_labels(parts.rates),
        explanations=explanations_of(parts.rates, offer.language),
        pictures=parts.pictures,
        circle=circle,
        drawing=_drawing(circle) if circle else None,
        access=summarize_access(parts.survey, met=parts.met) if parts.survey else None,
        months=_months(offer, units, month, chosen or DatesAndParty()),
        sessions=sessions,
        session=_session_for(sessions, chosen or DatesAndParty()),
        notes=notes_about_host(offer),
        rules=parse_rules(getattr(offer, "rules_json", None), for_guests=True),
        checked=parse_attestations(getattr(offer, "attestations_json", None)),
        opening_periods=parts.opening,
        days=_days(offer, chosen or DatesAndParty(), half_days),
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


def _host_of(offer: Offer, visitor: Visitor | None) -> HostSummary:
    spoken = dict(settings.LANGUAGES_SPOKEN)
    languages = [str(spoken[code]) for code in offer.host.languages if code in spoken]
    return HostSummary(
        name=offer.host.display_name,
        url=offer.host.get_absolute_url(),
        since=offer.host.date_joined,
        languages=", ".join(languages),
        profile=parse_profile(getattr(offer, "profile_json", None)),
        sponsors=parse_sponsors(getattr(offer, "sponsors_json", None)),
        co_hosts=tuple(name for _pk, name in parse_co_hosts(getattr(offer, "co_hosts_json", None))),
        organisation=offer.on_behalf_of.name if offer.on_behalf_of else "",
        organisation_url=_organisation_url(offer, visitor),
    )


def _organisation_url(offer: Offer, visitor: Visitor | None) -> str:
    """Empty for those without an account, who would be asked to log in, and while it is hidden."""
    if visitor is None or not visitor.is_authenticated:
        return ""
    organisation: Organisation | None = offer.on_behalf_of
    if organisation is None or organisation.is_hidden:
        return ""
    return organisation.get_absolute_url()


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


def _days(
    offer: Offer, chosen: DatesAndParty, half_days: Collection[HalfDay]
) -> tuple[WorkspaceDay, ...]:
    workspace = offer.specific
    if not isinstance(workspace, Workspace):
        return ()
    return workspace_days(workspace, first=chosen.check_in, party=chosen.party, chosen=half_days)


def _session_for(
    sessions: Iterable[UpcomingSession], chosen: DatesAndParty
) -> UpcomingSession | None:
    """The first inside the chosen dates that takes everybody."""
    dates = chosen.dates
    if dates is None:
        return None
    fitting = (session for session in sessions if session.fits(dates, people=chosen.party))
    return next(fitting, None)
