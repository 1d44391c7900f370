"""Places to visit, by what somebody has typed so far."""

from __future__ import annotations

from typing import Final

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils.translation import ngettext

from commons.geography.selectors.localities import SHORTEST_TEXT, find_localities, is_close
from hosting.offers.models.offers import Offer

PLACES_READ: Final = 24
PLACES_SUGGESTED: Final = 8


def suggest_places(text: str) -> list[dict[str, str]]:
    """As elements/place-field.js shows them: `code`, `label`, `matched`, `note`. Two reads.

    Among names that are close to the text those with public offers come first, `9 offers` beside
    them; the order is the gazetteer's otherwise.
    """
    if len(text.strip()) < SHORTEST_TEXT:
        return []
    hits = find_localities(text, limit=PLACES_READ)
    counts = count_offers([hit.locality.pk for hit in hits])
    close = {hit.locality.pk for hit in hits if is_close(text, hit)}
    hits.sort(key=lambda hit: not (hit.locality.pk in close and hit.locality.pk in counts))
    return [
        {
            "code": hit.locality.code,
            "label": hit.locality.label,
            "matched": hit.matched,
            "note": format_offers(counts.get(hit.locality.pk, 0)),
        }
        for hit in hits[:PLACES_SUGGESTED]
    ]


def count_offers(localities: list[int]) -> dict[int, int]:
    """Public offers of each of these that has any; those of a merged commune count for the new."""
    offers = Offer.objects.public().order_by()
    present = Coalesce("place__locality__merged_into", "place__locality")
    counted = offers.annotate(present=present).filter(present__in=localities)
    return dict(counted.values_list("present").annotate(Count("pk")))


def format_offers(count: int) -> str:
    """`9 offers`; nothing for none."""
    words = ngettext("%(total)s offer", "%(total)s offers", count) % {"total": count}
    return words if count else ""
