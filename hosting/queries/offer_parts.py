"""What hangs on an offer: read for one that is stored, or as a draft holds it in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import get_language

from core.pictures import Picture
from core.templatetags.look import icon_names
from hosting.models import AccessSurvey, Offer, Rate
from hosting.queries.facts import Fact
from hosting.queries.pictures import pictures_of, read_pictures


@dataclass(frozen=True, slots=True)
class Parts:
    """Terms, photographs, access, and the words of two lists, in the language of the page."""

    rates: tuple[Rate, ...]
    pictures: tuple[Picture, ...]
    survey: AccessSurvey | None
    needs: tuple[Fact, ...]
    interests: tuple[str, ...]


def stored_parts(offer: Offer) -> Parts:
    """Five reads, however much there is. Asking the tables costs half of asking the offer, whose
    relations also know how to answer for a draft.
    """
    needs = Offer.needs.through.objects.filter(offer=offer.pk).order_by(*_in_order("need"))
    interests = Offer.interests.through.objects.filter(offer=offer.pk)
    interests = interests.order_by(*_in_order("interest"))
    return Parts(
        rates=tuple(Rate.objects.filter(offer=offer.pk)),
        pictures=read_pictures(offer.pk),
        survey=next(iter(AccessSurvey.objects.filter(offer=offer.pk).order_by("pk")), None),
        needs=_needs(needs.values_list(_name("need"), "need__icon")),
        interests=tuple(interests.values_list(_name("interest"), flat=True)),
    )


def draft_parts(draft: Offer) -> Parts:
    """As they would be published."""
    return Parts(
        rates=tuple(draft.rates.all()),
        pictures=pictures_of(draft.photos.all()),
        survey=draft.access_surveys.first(),
        needs=_needs((need.name, need.icon) for need in draft.needs.all()),
        interests=tuple(interest.name for interest in draft.interests.all()),
    )


def _in_order(term: str) -> tuple[str, str]:
    return f"{term}__sort_order", f"{term}__slug"


def _name(term: str) -> F:
    language = "fr" if (get_language() or "").startswith("fr") else "en"
    return F(f"{term}__name_{language}")


def _needs(rows: Iterable[tuple[str, str]]) -> tuple[Fact, ...]:
    """The co-operative edits the list: an icon that we don't have is a tick."""
    known = icon_names()
    return tuple(Fact(icon if icon in known else "check", word) for word, icon in rows)
