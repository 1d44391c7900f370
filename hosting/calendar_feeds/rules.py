"""Who connects a calendar of another site: the host, for as long as they may work on the offer, and
who keeps their calendar.
"""

import rules

from commons.accounts.permissions import Visitor
from hosting.calendar_feeds.models import CalendarFeed
from hosting.cohosts.rules import keeps_calendar
from hosting.offers.rules import works_on


@rules.predicate
def keeps_calendar_of_feed(person: Visitor, feed: CalendarFeed) -> bool:
    """As its host, or for them."""
    offer = feed.unit.offer
    return bool(works_on(person, offer)) or bool(keeps_calendar(person, offer))


rules.add_perm("calendar_feeds.add_feed", rules.is_active & (works_on | keeps_calendar))
rules.add_perm("calendar_feeds.change_feed", rules.is_active & keeps_calendar_of_feed)
rules.add_perm("calendar_feeds.fetch_feed", rules.is_active & keeps_calendar_of_feed)
rules.add_perm("calendar_feeds.accept_feed", rules.is_active & keeps_calendar_of_feed)
rules.add_perm("calendar_feeds.end_feed", rules.is_active & keeps_calendar_of_feed)
