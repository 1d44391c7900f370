"""Who may note expenses of a trip."""

from __future__ import annotations

import rules

from travel_stories.trips.rules import decides, has_seat

rules.add_perm("trip_expenses.change_money", has_seat & decides)
