"""What has been made so far, for the parts that come after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from commons.accounts.models import User
from commons.geography.models import Locality
from commons.media.models import Photo
from commons.organisations.models import Organisation
from demo.loading.clock import Clock
from hosting.communities.models.communities import Community
from hosting.communities.models.terms import Cause, Interest, Need
from hosting.offers.models.offers import Offer

type Tick = Callable[[int], None]


@dataclass
class World:
    """Everything by the key under which the files speak of it."""

    clock: Clock
    small: bool = False
    localities: dict[str, Locality] = field(default_factory=dict)
    causes: dict[str, Cause] = field(default_factory=dict)
    interests: dict[str, Interest] = field(default_factory=dict)
    needs: dict[str, Need] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    communities: dict[str, Community] = field(default_factory=dict)
    community_causes: dict[str, list[Cause]] = field(default_factory=dict)
    photos: dict[tuple[str, str], Photo] = field(default_factory=dict)
    captions: dict[tuple[str, str], str] = field(default_factory=dict)
    offers: dict[tuple[str, str], Offer] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    newcomers: dict[str, list[str]] = field(default_factory=dict)
    """Invented people without a text of their own, by community."""

    def knows(self, community: str) -> bool:
        """Whether this load holds the community: a small one has two."""
        return not self.small or community in SMALL_COMMUNITIES


SMALL_COMMUNITIES = ("cher", "schelde")
