"""The kinds of offers as tabs of the list, each with its number."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hosting.offers.choices.lists import Facet, OfferKind
from search.query.addresses import search_url
from search.query.criteria import ALL_KINDS
from search.query.offer_query import HOSTS
from search.results.presenters.listing import Listing


@dataclass(frozen=True, slots=True)
class KindTab:
    """One tab: where it leads, how many offers stand there, whether it is the open one."""

    label: str
    url: str
    count: int
    is_current: bool


def kind_tabs(listing: Listing) -> tuple[KindTab, ...]:
    """All, and each of the kinds; none where no engine answered."""
    criteria = listing.criteria
    counts = {kind: listing.counts.get(Facet.KIND, {}).get(kind, 0) for kind in OfferKind.values}
    if listing.down:
        return ()
    everything = criteria.of_any_kind()
    shown = HOSTS if everything.asks_who_takes_them else ALL_KINDS
    whole = KindTab(
        pgettext("kinds of offers", "All"),
        search_url(everything),
        sum(counts[kind] for kind in shown),
        criteria.kinds in (frozenset(), ALL_KINDS),
    )
    labels = {
        OfferKind.STAY: _("Stays"),
        OfferKind.WORKSPACE: _("Workspaces"),
        OfferKind.ACTIVITY: _("Activities"),
        OfferKind.PRODUCT: _("Products"),
        OfferKind.TIP: _("Tips"),
    }
    each = (
        KindTab(
            label,
            search_url(criteria.of_kinds(frozenset({kind.value}))),
            counts[kind.value],
            criteria.kinds == {kind.value},
        )
        for kind, label in labels.items()
    )
    return (whole, *each)
