"""Who may ask a host who doesn't answer, and pause their offers."""

import rules

from hosting.rules.communities import is_coordinator, is_person_of

rules.add_perm("hosting.nudge_host", rules.is_active & ~is_person_of & is_coordinator)
rules.add_perm("hosting.park_host", rules.is_active & ~is_person_of & is_coordinator)
