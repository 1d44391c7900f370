"""A page of the list with everything around it: one answer, told in cards and on a map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from string import ascii_uppercase
from typing import Final
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import get_language

from hosting.offers.choices.lists import Facet, OfferKind
from hosting.offers.models.offers import Offer
from hosting.offers.presenters.dates_and_party import DatesAndParty
from hosting.offers.presenters.facts import Fact
from hosting.public_pages.presenters.cards import OfferCard, cards_by_key
from hosting.public_pages.presenters.maps import PlaceMap
from search.query.addresses import MAP, MAP_PAGE, SearchLink, search_url
from search.query.contract import Engine
from search.query.criteria import SearchCriteria
from search.query.engine_results import Area, Hit
from search.query.errors import InvalidPageCursorError
from search.query.offer_query import HOSTS, OfferQuery
from search.query.query_parser import ParsedQuery
from search.query.states import Order
from search.results.presenters.chips import chips_of, taken_from
from search.results.presenters.maps import ACROSS, MOST_PINS, map_of
from search.results.presenters.reasons import RankingFigure, Rule, figures_of, published_rule
from search.results.presenters.totals import format_total
from search.results.selectors.combinations import HARDLY_ANY, Combination, combinations_for
from search.results.selectors.facets import (
    Counts,
    FacetChoices,
    Labels,
    facets_to_choose,
    uncounted,
    with_amenities_together,
)
from search.results.selectors.near_matches import NearMatches, find_near_matches, find_nearest
from search.results.selectors.pages import (
    Page,
    PageCursor,
    decode_cursor,
    encode_cursor,
    fetch_page,
)
from search.results.selectors.relaxations import relaxations

MAIN_FACETS: Final = (Facet.MODE, Facet.AMENITY, Facet.NEED, Facet.STATION, Facet.COMMUNITY)


@dataclass(frozen=True, slots=True)
class Row:
    """A card of the list, and why it stands where it stands."""

    card: OfferCard
    figures: tuple[RankingFigure, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list. `refusal` says what could not be done, `down` why nothing is listed."""

    criteria: SearchCriteria
    facets: tuple[FacetChoices, ...]
    chips: tuple[SearchLink, ...]
    taken: tuple[SearchLink, ...] = ()
    rows: tuple[Row, ...] = ()
    near_matches: tuple[Row, ...] = ()  # who says less than all of the words
    is_word_met: bool = False  # by any of those: else they say none of them
    nearest: tuple[Row, ...] = ()  # where nothing fits: what lies around the wished places
    is_rest_met: bool = False  # by the nearest
    other_kinds: tuple[SearchLink, ...] = ()  # kinds that don't ask how many come
    total: int = 0
    counts: Counts = field(default_factory=dict)  # of every choice, also of those not shown
    first: int = 1
    map: PlaceMap | None = None
    relaxations: tuple[SearchLink, ...] = ()
    groups: tuple[Combination, ...] = ()
    after: str = ""
    corrected: str = ""
    slow: bool = False
    refusal: str = ""
    down: str = ""

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def cards(self) -> list[OfferCard]:
        """All that the page shows, also what fits less."""
        return [row.card for rows in (self.rows, self.near_matches, self.nearest) for row in rows]

    @property
    def url(self) -> str:
        return search_url(self.criteria)

    @property
    def total_in_words(self) -> str:
        """`9 stays`."""
        return format_total(self.total, self.criteria.kinds)

    @property
    def main_facets(self) -> tuple[FacetChoices, ...]:
        """Those that stand in a row, in this order."""
        named = {facet.name: facet for facet in with_amenities_together(self.facets)}
        return tuple(named[facet.value] for facet in MAIN_FACETS if facet.value in named)

    @property
    def more_facets(self) -> tuple[FacetChoices, ...]:
        """All others but the kind, which has its tabs."""
        rest = (facet for facet in self.facets if facet.name != Facet.KIND)
        return tuple(facet for facet in rest if Facet(facet.name) not in MAIN_FACETS)

    @property
    def kind_facet(self) -> FacetChoices | None:
        """What the form carries along of the tabs."""
        return next((facet for facet in self.facets if facet.name == Facet.KIND), None)

    @property
    def query(self) -> str:
        """What is kept of it, by whoever keeps it."""
        return urlencode(self.criteria.pairs())

    @property
    def corrected_url(self) -> str:
        return search_url(replace(self.criteria, text=self.corrected, left=(), heard=None))

    @property
    def rule(self) -> Rule:
        return published_rule()

    @property
    def map_url(self) -> str:
        return search_url(self.criteria, name=MAP)

    @property
    def map_page_url(self) -> str:
        return search_url(self.criteria, name=MAP_PAGE)

    @property
    def here_url(self) -> str:
        """The same question, ready for another part of the map."""
        return search_url(replace(self.criteria, near=None, part=None))


def list_offers(
    engine: Engine, criteria: SearchCriteria, *, labels: Labels, token: str = ""
) -> Listing:
    """A page that we never gave is refused, and the first one stands there instead."""
    question = question_of(criteria)
    cursor, refusal = _decoded_cursor(token, criteria, question)
    with engine.session() as session:
        # Where nobody fits nobody is on the map either, and ways out are counted.
        page = fetch_page(session, question, cursor)
        near = find_near_matches(session, question, page)
        nearest = NearMatches() if page.answer.total or near else find_nearest(session, question)
        if not page.answer.total:
            found = relaxations(
                session, criteria, labels, today=question.today, language=question.language
            )
            results = _EngineResults(page, Area(None), near, nearest, found)
        else:
            results = _EngineResults(
                page, session.area(question, across=ACROSS, most=MOST_PINS), near, nearest
            )
    page = results.page
    rows, near_matches = rows_of(page, results.near, criteria)
    letters = {hit.pk: row.card.letter for hit, row in rows.items()}
    if page.next is None:
        after = ""
    else:
        after = search_url(criteria, page=encode_cursor(page.next, criteria, question.today))
    return Listing(
        criteria=criteria,
        facets=facets_to_choose(page.answer.facets, criteria.chosen, labels),
        chips=chips_of(criteria, labels),
        taken=taken_from(criteria, labels),
        rows=tuple(rows.values()),
        near_matches=near_matches,
        is_word_met=any(hit.reasons.words for hit in results.near),
        nearest=nearest_rows(results.nearest, criteria),
        is_rest_met=results.nearest.is_rest_met,
        other_kinds=_other_kinds(page, criteria, question, labels),
        total=page.answer.total,
        counts=page.answer.facets,
        first=cursor.shown + 1,
        map=map_of(results.area, letters, criteria),
        groups=_groups(page, criteria, question),
        relaxations=results.relaxations,
        after=after,
        corrected=page.answer.corrected,
        slow=page.answer.slow,
        refusal=refusal,
    )


def without_answer(criteria: SearchCriteria, *, labels: Labels, down: str) -> Listing:
    """Where no engine answers, the wishes stand and can be changed."""
    return Listing(
        criteria=criteria,
        facets=uncounted(criteria.chosen, labels),
        chips=chips_of(criteria, labels),
        down=down,
    )


def question_of(criteria: SearchCriteria) -> OfferQuery:
    """As somebody asks it today, in the language of the page."""
    language = (get_language() or "fr")[:2]
    return criteria.question(today=timezone.localdate(), language=language)


def rows_of(
    page: Page, near: Sequence[Hit], criteria: SearchCriteria
) -> tuple[dict[Hit, Row], tuple[Row, ...]]:
    """Those of the page, and those who nearly fit: their cards are read together.

    Only the first have letters: those belong to the map, which shows whoever fits.
    """
    rows_by_hit = _rows_by_hit((*page.hits, *near), criteria)
    shown = [hit for hit in page.hits if hit in rows_by_hit]
    lettered = {
        hit: replace(rows_by_hit[hit], card=replace(rows_by_hit[hit].card, letter=letter))
        for hit, letter in zip(shown, ascii_uppercase, strict=False)
    }
    return lettered, tuple(rows_by_hit[hit] for hit in near if hit in rows_by_hit)


def nearest_rows(nearest: NearMatches, criteria: SearchCriteria) -> tuple[Row, ...]:
    """What doesn't meet the rest is shown without it: no sum for days that aren't free."""
    near = replace(criteria, order=Order.DISTANCE)
    if not nearest.is_rest_met:
        places = ParsedQuery("", near=criteria.around)
        near = SearchCriteria(near=criteria.near, heard=places, order=Order.DISTANCE)
    rows_by_hit = _rows_by_hit(nearest.hits, near)
    return tuple(rows_by_hit[hit] for hit in nearest.hits if hit in rows_by_hit)


def _rows_by_hit(hits: Sequence[Hit], criteria: SearchCriteria) -> dict[Hit, Row]:
    """Of what is still public: an index may be a moment behind."""
    chosen = DatesAndParty(**criteria.asked)
    public = Offer.objects.public()
    cards = cards_by_key((hit.pk for hit in hits), among=public, chosen=chosen, days=criteria.days)
    shown = [hit for hit in hits if hit.pk in cards]
    asked = criteria.asked_in_address
    published = published_on(hit.pk for hit in shown) if criteria.order == Order.NEWEST else {}
    rows = {}
    for hit in shown:
        card = cards[hit.pk]
        figures = figures_of(
            hit.reasons,
            criteria,
            is_stay=card.kind == OfferKind.STAY,
            point=card.point,
            published_on=published.get(hit.pk),
        )
        # What the list is sorted by stands on the card, before the way to a station.
        away = tuple(Fact("pin", figure.words) for figure in figures if figure.name == "metres")
        rows[hit] = Row(replace(card, url=card.url + asked, facts=(*away, *card.facts)), figures)
    return rows


def published_on(pks: Iterable[int]) -> dict[int, date]:
    """The day on which each was published first. One read."""
    offers = Offer.objects.filter(pk__in=list(pks))
    moments = offers.values_list("pk", "first_published_at", "created_at")
    return {pk: timezone.localdate(first or made) for pk, first, made in moments}


@dataclass(frozen=True, slots=True)
class _EngineResults:
    """All that an engine is asked for one page."""

    page: Page
    area: Area
    near: tuple[Hit, ...]
    nearest: NearMatches
    relaxations: tuple[SearchLink, ...] = ()


def _decoded_cursor(
    token: str, criteria: SearchCriteria, question: OfferQuery
) -> tuple[PageCursor, str]:
    if not token:
        return PageCursor(), ""
    try:
        return decode_cursor(token, criteria, question.today), ""
    except InvalidPageCursorError as refusal:
        return PageCursor(), str(refusal)


def _other_kinds(
    page: Page, criteria: SearchCriteria, question: OfferQuery, labels: Labels
) -> tuple[SearchLink, ...]:
    """Products and tips, which the question left out: each kind by itself."""
    if not question.asks_who_takes_them:
        return ()
    counts = page.answer.facets.get(Facet.KIND, {})
    return tuple(
        SearchLink(
            label,
            search_url(
                replace(criteria, chosen={**criteria.chosen, Facet.KIND: frozenset({kind})})
            ),
            counts[kind],
        )
        for kind, label in labels[Facet.KIND].items()
        if kind not in HOSTS and counts.get(kind)
    )


def _groups(page: Page, criteria: SearchCriteria, question: OfferQuery) -> tuple[Combination, ...]:
    """Only where hardly any stay takes everybody, and they want to stay together."""
    alone = page.answer.facets.get(Facet.KIND, {}).get(OfferKind.STAY, 0)
    if alone >= HARDLY_ANY or criteria.parts > 1:
        return ()
    return combinations_for(criteria, today=question.today)
