"""Who may open and close nights, and say when an activity takes place."""

import rules

from hosting.cohosts.rules import keeps_calendar
from hosting.offers.rules import works_on

rules.add_perm("calendars.set_nights", rules.is_active & (works_on | keeps_calendar))
rules.add_perm("calendars.change_sessions", rules.is_active & (works_on | keeps_calendar))
