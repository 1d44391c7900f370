"""What packages above have to show on pages of offers and communities: hosting knows none of them.

Most of them have nothing of most: a mark, told by the question that finds the page's own row, says
whether it is worth a read at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import Exists

from commons.accounts.panels import Panel
from hosting.communities.models.communities import Community
from hosting.offers.models.offers import Offer

type OfferPanelProvider = Callable[[Offer], Iterable[Panel]]
type CommunityPanelProvider = Callable[[Community], Iterable[Panel]]

_offer_providers: list[OfferPanelProvider] = []
_community_providers: list[CommunityPanelProvider] = []
_offer_annotations: dict[str, Exists] = {}
_community_annotations: dict[str, Exists] = {}


def register_offer_panels(provider: OfferPanelProvider, **marks: Exists) -> None:
    """A package registers in its `registrations`. `marks` become attributes of the offer
    of a page: asked about `OuterRef("pk")`.
    """
    _offer_providers.append(provider)
    _offer_annotations.update(marks)


def register_community_panels(provider: CommunityPanelProvider, **marks: Exists) -> None:
    """The same for the page of a community."""
    _community_providers.append(provider)
    _community_annotations.update(marks)


def offer_annotations() -> dict[str, Exists]:
    return dict(_offer_annotations)


def community_annotations() -> dict[str, Exists]:
    return dict(_community_annotations)


def panels_for_offer(offer: Offer) -> list[Panel]:
    return [panel for provide in _offer_providers for panel in provide(offer)]


def panels_for_community(community: Community) -> list[Panel]:
    return [panel for provide in _community_providers for panel in provide(community)]
