"""Who may note expenses of a trip."""

from __future__ import annotations

import rules

from travel_stories.rules.trips import decides, has_seat

rules.add_perm("travel_stories.change_money", has_seat & decides)
