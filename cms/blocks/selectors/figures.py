"""What the co-operative is worth, in figures that everybody may read: of value, not of volume."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from core.cache.caching import get_or_set
from hosting.communities.models.communities import Community
from hosting.offers.choices.lists import ExchangeMode
from hosting.requests.models.agreements import Agreement
from hosting.requests.states import RequestState
from travel_stories.stories.models.listings import StoryListing

KEY: Final = "cms.figures"
IN_SOLIDARITY: Final = frozenset(
    {
        ExchangeMode.SOLIDARITY,
        ExchangeMode.FREE_PRICE,
        ExchangeMode.FREE,
        ExchangeMode.SERVICE,
        ExchangeMode.HOUSE_SWAP,
        ExchangeMode.GIFT,
    }
)


@dataclass(frozen=True, slots=True)
class Counted:
    """Sums over everybody: nobody can be told from them.

    They are live and exempt from suppression (`core.values.suppression`), as nothing of them is
    broken down.
    """

    nights: int
    communities: int
    stories: int


@dataclass(frozen=True, slots=True)
class Figure:
    """What `components/stats.html` shows."""

    label: str
    number: int


def house_figures() -> list[Figure]:
    """Counted by the server, remembered for a while; who reads them is counted nowhere."""
    counted = get_or_set(KEY, count_all, settings.CMS_FIGURES_CACHE_TTL)
    return [
        Figure(_("solidarity nights"), counted.nights),
        Figure(_("communities of hosts"), counted.communities),
        Figure(_("stories from the road"), counted.stories),
        Figure(_("ads, ratings or trackers"), 0),
    ]


def count_all() -> Counted:
    # Stays that came to their end, on terms that don't ask for the full price.
    ended = Agreement.objects.filter(request__state=RequestState.COMPLETED, mode__in=IN_SOLIDARITY)
    stays = ended.filter(check_in__isnull=False).only("check_in", "check_out")
    return Counted(
        nights=sum(len(stay.dates) for stay in stays if stay.dates),
        communities=Community.objects.public().count(),
        stories=StoryListing.objects.count(),
    )
