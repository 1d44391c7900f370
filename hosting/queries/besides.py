"""What packages above have to show on pages of offers and communities: hosting knows none of them.

Most of them have nothing of most: a mark, told by the question that finds the page's own row, says
whether it is worth a read at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import Exists

from commons.accounts.queries.panels import Panel
from hosting.models import Community, Offer

type BesideOffer = Callable[[Offer], Iterable[Panel]]
type BesideCommunity = Callable[[Community], Iterable[Panel]]

_offers: list[BesideOffer] = []
_communities: list[BesideCommunity] = []
_marks_of_offers: dict[str, Exists] = {}
_marks_of_communities: dict[str, Exists] = {}


def register_beside_offers(provider: BesideOffer, **marks: Exists) -> None:
    """A package registers when it starts (`apps.py: ready`). `marks` become attributes of the offer
    of a page: asked about `OuterRef("pk")`.
    """
    _offers.append(provider)
    _marks_of_offers.update(marks)


def register_beside_communities(provider: BesideCommunity, **marks: Exists) -> None:
    """The same for the page of a community."""
    _communities.append(provider)
    _marks_of_communities.update(marks)


def marks_of_offers() -> dict[str, Exists]:
    return dict(_marks_of_offers)


def marks_of_communities() -> dict[str, Exists]:
    return dict(_marks_of_communities)


def panels_beside(offer: Offer) -> list[Panel]:
    return [panel for provide in _offers for panel in provide(offer)]


def panels_beside_community(community: Community) -> list[Panel]:
    return [panel for provide in _communities for panel in provide(community)]
