"""A page of the list with everything around it: one answer, told in cards and on a map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from string import ascii_uppercase
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import get_language

from hosting.enums import Facet, OfferKind
from hosting.models import Offer
from hosting.queries.cards import OfferCard, cards_by_key
from hosting.queries.maps import PlaceMap
from search.engine.answer import Area, Hit
from search.engine.contract import Engine
from search.engine.question import OfferQuery
from search.enums import Order
from search.errors import PageUnknownError
from search.queries.addresses import MAP, Way, address_of
from search.queries.chips import chips_of, taken_from
from search.queries.combinations import HARDLY_ANY, Combination, combinations_for
from search.queries.facets import FacetChoices, Labels, facets_to_choose, uncounted
from search.queries.maps import ACROSS, MOST_PINS, map_of
from search.queries.nearly import nearly_fitting
from search.queries.pages import Mark, Page, opened, page_of, sealed
from search.queries.reasons import Figure, Rule, figures_of, published_rule
from search.queries.variations import ways_out
from search.queries.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Row:
    """A card of the list, and why it stands where it stands."""

    card: OfferCard
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list. `refusal` says what could not be done, `down` why nothing is listed."""

    wishes: Wishes
    facets: tuple[FacetChoices, ...]
    chips: tuple[Way, ...]
    taken: tuple[Way, ...] = ()
    rows: tuple[Row, ...] = ()
    nearly: tuple[Row, ...] = ()  # who says less than all of the words
    total: int = 0
    first: int = 1
    map: PlaceMap | None = None
    ways_out: tuple[Way, ...] = ()
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
    def url(self) -> str:
        return address_of(self.wishes)

    @property
    def query(self) -> str:
        """What is kept of it, by whoever keeps it."""
        return urlencode(self.wishes.pairs())

    @property
    def corrected_url(self) -> str:
        return address_of(replace(self.wishes, text=self.corrected, left=(), heard=None))

    @property
    def rule(self) -> Rule:
        return published_rule()

    @property
    def map_url(self) -> str:
        return address_of(self.wishes, name=MAP)

    @property
    def here_url(self) -> str:
        """The same question, ready for another part of the map."""
        return address_of(replace(self.wishes, near=None, part=None))


def list_offers(engine: Engine, wishes: Wishes, *, labels: Labels, token: str = "") -> Listing:
    """A page that we never gave is refused, and the first one stands there instead."""
    question = question_of(wishes)
    mark, refusal = _opened(token, wishes, question)
    with engine.look() as look:
        said = _said(look, wishes, question, mark, labels)
    page = said.page
    rows, nearly = rows_of(page, said.near, wishes)
    letters = {hit.pk: row.card.letter for hit, row in rows.items()}
    return Listing(
        wishes=wishes,
        facets=facets_to_choose(page.answer.facets, wishes.chosen, labels),
        chips=chips_of(wishes, labels),
        taken=taken_from(wishes, labels),
        rows=tuple(rows.values()),
        nearly=nearly,
        total=page.answer.total,
        first=mark.shown + 1,
        map=map_of(said.area, letters, wishes),
        groups=_groups(page, wishes, question),
        ways_out=said.ways_out,
        after=_after(page, wishes, question),
        corrected=page.answer.corrected,
        slow=page.answer.slow,
        refusal=refusal,
    )


def without_answer(wishes: Wishes, *, labels: Labels, down: str) -> Listing:
    """Where no engine answers, the wishes stand and can be changed."""
    return Listing(
        wishes=wishes,
        facets=uncounted(wishes.chosen, labels),
        chips=chips_of(wishes, labels),
        down=down,
    )


def question_of(wishes: Wishes) -> OfferQuery:
    """As somebody asks it today, in the language of the page."""
    language = (get_language() or "fr")[:2]
    return wishes.question(today=timezone.localdate(), language=language)


def rows_of(
    page: Page, near: Sequence[Hit], wishes: Wishes
) -> tuple[dict[Hit, Row], tuple[Row, ...]]:
    """Those of the page, and those who nearly fit: their cards are read together.

    Only the first have letters: those belong to the map, which shows whoever fits.
    """
    told = _told_of((*page.hits, *near), wishes)
    shown = [hit for hit in page.hits if hit in told]
    lettered = {
        hit: replace(told[hit], card=replace(told[hit].card, letter=letter))
        for hit, letter in zip(shown, ascii_uppercase, strict=False)
    }
    return lettered, tuple(told[hit] for hit in near if hit in told)


def _told_of(hits: Sequence[Hit], wishes: Wishes) -> dict[Hit, Row]:
    """Of what is still public: an index may be a moment behind."""
    cards = cards_by_key((hit.pk for hit in hits), among=Offer.objects.public())
    shown = [hit for hit in hits if hit.pk in cards]
    asked = f"?{urlencode(wishes.asked)}" if wishes.asked else ""
    published = published_on(hit.pk for hit in shown) if wishes.order == Order.NEWEST else {}
    rows = {}
    for hit in shown:
        card = cards[hit.pk]
        figures = figures_of(hit.reasons, wishes, published_on=published.get(hit.pk))
        rows[hit] = Row(replace(card, url=card.url + asked), figures)
    return rows


def published_on(pks: Iterable[int]) -> dict[int, date]:
    """The day on which each was published first. One read."""
    offers = Offer.objects.filter(pk__in=list(pks))
    moments = offers.values_list("pk", "first_published_at", "created_at")
    return {pk: timezone.localdate(first or made) for pk, first, made in moments}


@dataclass(frozen=True, slots=True)
class _Said:
    """All that an engine is asked for one page."""

    page: Page
    area: Area
    near: tuple[Hit, ...]
    ways_out: tuple[Way, ...]


def _said(
    engine: Engine, wishes: Wishes, question: OfferQuery, mark: Mark, labels: Labels
) -> _Said:
    """Where nobody fits nobody is on the map either, and ways out are counted."""
    page = page_of(engine, question, mark)
    near = nearly_fitting(engine, question, page)
    if not page.answer.total:
        found = ways_out(engine, wishes, labels, today=question.today, language=question.language)
        return _Said(page, Area(None), near, found)
    return _Said(page, engine.area(question, across=ACROSS, most=MOST_PINS), near, ())


def _opened(token: str, wishes: Wishes, question: OfferQuery) -> tuple[Mark, str]:
    if not token:
        return Mark(), ""
    try:
        return opened(token, wishes, question.today), ""
    except PageUnknownError as refusal:
        return Mark(), str(refusal)


def _after(page: Page, wishes: Wishes, question: OfferQuery) -> str:
    if page.next is None:
        return ""
    return address_of(wishes, page=sealed(page.next, wishes, question.today))


def _groups(page: Page, wishes: Wishes, question: OfferQuery) -> tuple[Combination, ...]:
    """Only where hardly any stay takes everybody, and they want to stay together."""
    alone = page.answer.facets.get(Facet.KIND, {}).get(OfferKind.STAY, 0)
    if alone >= HARDLY_ANY or wishes.parts > 1:
        return ()
    return combinations_for(wishes, today=question.today)
