"""What a roof takes of those on duty, and what limits how many one of them can have agreed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

WORKING_DAY: Final = 8 * 60  # minutes
WANTED_A_DAY: Final = 25


class Limit(models.TextChoices):
    """What would have to be more, for more roofs a day."""

    NOTHING = "nothing", _("nothing: the goal is met")
    HOMES = "homes", _("homes: some verified people weren’t housed")
    HANDS = "hands", _("coordinators’ working time")


@dataclass(frozen=True, slots=True)
class Workload:
    """Minutes of coordinators: everybody is verified, and some of them find a roof."""

    verifying: float
    finding: float
    verified: int
    roofs: int

    @property
    def for_each_roof(self) -> float:
        """Verifying those who find none is part of the price."""
        return (self.verifying + self.finding) / self.roofs if self.roofs else math.inf

    @property
    def were_there_homes(self) -> float:
        """Minutes, had everybody who was verified found a roof as soon as the others."""
        if not self.roofs or not self.verified:
            return math.inf
        return self.verifying / self.verified + self.finding / self.roofs

    @property
    def limit(self) -> Limit:
        """Who reaches the goal is limited by nothing that matters here."""
        if a_day(self.for_each_roof) >= WANTED_A_DAY:
            return Limit.NOTHING
        return Limit.HOMES if a_day(self.were_there_homes) >= WANTED_A_DAY else Limit.HANDS


def a_day(minutes: float) -> float:
    """So many of these fit into eight hours."""
    return WORKING_DAY / minutes if minutes else math.inf
