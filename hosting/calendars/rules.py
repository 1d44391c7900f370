"""Who may open and close nights."""

import rules

from hosting.offers.rules import is_host_of

rules.add_perm("calendars.set_nights", rules.is_active & is_host_of)
