"""What the history of a trip lets one do."""

from __future__ import annotations

from django import template

from travel_stories.enums import Noun, Outcome, Verb
from travel_stories.models import Change
from travel_stories.queries.rooms import Room

register = template.Library()


@register.filter
def can_come_back(change: Change, room: Room) -> bool:
    """Whether whoever looks may bring back what this change took out, by the rules of its noun."""
    if change.verb != Verb.REMOVED or change.outcome != Outcome.APPLIED:
        return False
    own = room.can_decide and (change.by_id == room.me.pk or room.can_change)
    allowed = {
        Noun.STEP: room.can_plan,
        Noun.EXPENSE: room.can_pay,
        Noun.CHECKLIST: room.can_list,
        Noun.ITEM: room.can_list,
        Noun.IDEA: own,
        Noun.POLL: own,
        Noun.COMMENT: own,
        Noun.DOCUMENT: own,
    }
    return allowed.get(Noun(change.noun), False)
