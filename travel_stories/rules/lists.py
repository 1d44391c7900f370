"""Who may change the lists of a trip."""

from __future__ import annotations

import rules

from travel_stories.rules.trips import decides, has_seat

rules.add_perm("travel_stories.change_lists", has_seat & decides)
