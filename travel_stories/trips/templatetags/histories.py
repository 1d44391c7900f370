"""What the history of a trip lets one do."""

from __future__ import annotations

from django import template

from travel_stories.collaboration.choices import Outcome, Verb
from travel_stories.trips.choices import Noun
from travel_stories.trips.models.plans import Change
from travel_stories.trips.presenters.trip_page import TripPage

register = template.Library()


@register.filter
def can_come_back(change: Change, trip_page: TripPage) -> bool:
    """Whether whoever looks may bring back what this change took out, by the rules of its noun."""
    if change.verb != Verb.REMOVED or change.outcome != Outcome.APPLIED:
        return False
    own = trip_page.can_decide and (change.by_id == trip_page.me.pk or trip_page.can_change)
    allowed = {
        Noun.STEP: trip_page.can_plan,
        Noun.EXPENSE: trip_page.can_pay,
        Noun.CHECKLIST: trip_page.can_list,
        Noun.ITEM: trip_page.can_list,
        Noun.IDEA: own,
        Noun.POLL: own,
        Noun.COMMENT: own,
        Noun.DOCUMENT: own,
    }
    return allowed.get(Noun(change.noun), False)
