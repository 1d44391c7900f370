"""Who says that dates taken twice are right: the host, while they may work on the offer."""

import rules

from commons.accounts.permissions import Visitor
from hosting.calendar_conflicts.models import CalendarConflict
from hosting.offers.rules import works_on


@rules.predicate
def is_host_of_conflict(person: Visitor, conflict: CalendarConflict) -> bool:
    return bool(works_on(person, conflict.feed.unit.offer))


rules.add_perm("calendar_conflicts.dismiss_conflict", rules.is_active & is_host_of_conflict)
