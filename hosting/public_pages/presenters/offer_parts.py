"""What hangs on an offer: read for one that is stored, or as a draft holds it in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.db.models import OuterRef, Subquery

from core.db.json_rows import JSONRowsColumn, json_rows_subquery
from core.languages import page_language
from core.values.opening_hours import OpeningPeriod
from core.values.pictures import Picture
from hosting.offers.models.access import AccessSurvey
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.offers.models.translations import OfferTranslation
from hosting.offers.presenters.facts import Fact
from hosting.offers.presenters.offer_texts import displayed_translation
from hosting.offers.presenters.pictures import pictures_of, read_pictures
from hosting.offers.selectors.opening_hours import parse_opening_hours
from ui.templatetags.ui import icon_names

SURVEY_COLUMNS = tuple(field.attname for field in AccessSurvey._meta.concrete_fields)


@dataclass(frozen=True, slots=True)
class OfferParts:
    """Terms, photographs, access, and the words of two lists, in the language of the page."""

    rates: tuple[Rate, ...]
    pictures: tuple[Picture, ...]
    survey: AccessSurvey | None
    needs: tuple[Fact, ...]
    met: frozenset[str]  # slugs of those needs
    interests: tuple[str, ...]
    translation: OfferTranslation | None
    opening: tuple[OpeningPeriod, ...] = ()


@cache  # expressions hold no rows: each query that they are put into copies them
def part_subqueries(language: str) -> Mapping[str, Subquery]:
    """Annotations of the offer's own read: its access, and the words of its lists."""
    needs = Offer.needs.through.objects.filter(offer=OuterRef("pk"))
    interests = Offer.interests.through.objects.filter(offer=OuterRef("pk"))
    surveys = AccessSurvey.objects.filter(offer=OuterRef("pk"))
    order = ("sort_order", "slug")
    return {
        "needs_json": json_rows_subquery(
            needs, columns=tuple(f"need__{name}" for name in (*order, f"name_{language}", "icon"))
        ),
        "interests_json": json_rows_subquery(
            interests, columns=tuple(f"interest__{name}" for name in (*order, f"name_{language}"))
        ),
        "survey_json": json_rows_subquery(surveys, columns=SURVEY_COLUMNS),
    }


def stored_parts(offer: Offer) -> OfferParts:
    """Of an offer with its annotations (`find_offer`). Two reads, however much there is.

    Asking the tables costs half of asking the offer, whose relations also know how to answer for a
    draft.
    """
    rows = sorted(getattr(offer, "needs_json", None) or ())
    interests = sorted(getattr(offer, "interests_json", None) or ())
    return OfferParts(
        rates=tuple(Rate.objects.filter(offer=offer)),
        pictures=read_pictures(offer.pk),
        survey=_survey(getattr(offer, "survey_json", None)),
        needs=_needs((word, icon) for _order, _slug, word, icon in rows),
        met=frozenset(slug for _order, slug, *_words in rows),
        interests=tuple(name for _order, _slug, name in interests),
        translation=displayed_translation(offer),
        opening=parse_opening_hours(getattr(offer, "hours_json", None)),
    )


def draft_parts(draft: Offer) -> OfferParts:
    """As they would be published."""
    return OfferParts(
        rates=tuple(draft.rates.all()),
        pictures=pictures_of(draft.photos.all()),
        survey=draft.access_surveys.first(),
        needs=_needs((need.name, need.icon) for need in draft.needs.all()),
        met=frozenset(need.slug for need in draft.needs.all()),
        interests=tuple(interest.name for interest in draft.interests.all()),
        translation=next(
            (one for one in draft.translations.all() if one.language == page_language()), None
        ),
        opening=tuple(row.period for row in draft.opening_hours.all()),
    )


def _survey(rows: JSONRowsColumn) -> AccessSurvey | None:
    """There is one at most."""
    for row in rows or ():
        return AccessSurvey(**dict(zip(SURVEY_COLUMNS, row, strict=True)))
    return None


def _needs(rows: Iterable[tuple[str, str]]) -> tuple[Fact, ...]:
    """The co-operative edits the list: an icon that we don't have is a tick."""
    known = icon_names()
    return tuple(Fact(icon if icon in known else "check", word) for word, icon in rows)
