"""Who may change the lists of a trip."""

from __future__ import annotations

import rules

from travel_stories.trips.rules import decides, has_seat

rules.add_perm("trip_lists.change_lists", has_seat & decides)
