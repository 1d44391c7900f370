"""What hangs on an offer: read for one that is stored, or as a draft holds it in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.languages import page_language
from core.values.pictures import Picture
from hosting.offers.models.access import AccessSurvey
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.offers.models.translations import OfferTranslation
from hosting.offers.presenters.facts import Fact
from hosting.offers.presenters.offer_texts import displayed_translation
from hosting.offers.presenters.pictures import pictures_of, read_pictures
from ui.templatetags.ui import icon_names


@dataclass(frozen=True, slots=True)
class OfferParts:
    """Terms, photographs, access, and the words of two lists, in the language of the page."""

    rates: tuple[Rate, ...]
    pictures: tuple[Picture, ...]
    survey: AccessSurvey | None
    needs: tuple[Fact, ...]
    interests: tuple[str, ...]
    translation: OfferTranslation | None


def stored_parts(offer: Offer) -> OfferParts:
    """Five reads, however much there is. Asking the tables costs half of asking the offer, whose
    relations also know how to answer for a draft.
    """
    language = page_language()
    needs = Offer.needs.through.objects.filter(offer=offer)
    in_order = needs.order_by("need__sort_order", "need__slug")
    rows: Iterable[tuple[str, str]] = in_order.values_list(f"need__name_{language}", "need__icon")
    interests = Offer.interests.through.objects.filter(offer=offer)
    in_order = interests.order_by("interest__sort_order", "interest__slug")
    names: Iterable[str] = in_order.values_list(f"interest__name_{language}", flat=True)
    return OfferParts(
        rates=tuple(Rate.objects.filter(offer=offer)),
        pictures=read_pictures(offer.pk),
        survey=AccessSurvey.objects.filter(offer=offer).order_by("pk").first(),
        needs=_needs(rows),
        interests=tuple(names),
        translation=displayed_translation(offer),
    )


def draft_parts(draft: Offer) -> OfferParts:
    """As they would be published."""
    return OfferParts(
        rates=tuple(draft.rates.all()),
        pictures=pictures_of(draft.photos.all()),
        survey=draft.access_surveys.first(),
        needs=_needs((need.name, need.icon) for need in draft.needs.all()),
        interests=tuple(interest.name for interest in draft.interests.all()),
        translation=next(
            (one for one in draft.translations.all() if one.language == page_language()), None
        ),
    )


def _needs(rows: Iterable[tuple[str, str]]) -> tuple[Fact, ...]:
    """The co-operative edits the list: an icon that we don't have is a tick."""
    known = icon_names()
    return tuple(Fact(icon if icon in known else "check", word) for word, icon in rows)
