"""What the history of a trip lets one do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django import template
from django.contrib.messages.storage.base import Message

from travel_stories.collaboration.choices import UNDO, Outcome, Verb
from travel_stories.trips.choices import Noun
from travel_stories.trips.models.plans import Change
from travel_stories.trips.presenters.histories import done_in_words, undo_in_toast
from travel_stories.trips.presenters.trip_page import TripPage

register = template.Library()


@dataclass(frozen=True, slots=True)
class Answer:
    """A line at the head of the page; with `change` a button undoes it."""

    words: str
    message: Message
    change: Change | None = None


@register.filter
def answers_on(messages: Iterable[Message], trip_page: TripPage) -> list[Answer]:
    """What the last deed answered; what a change did is said where it can be undone."""
    answers = []
    for message in messages:
        match (message.extra_tags or "").split():
            case [name, key] if name == UNDO:
                change = undo_in_toast(trip_page.me, UUID(key))
                if change is not None:
                    answers.append(Answer(done_in_words(change), message, change))
            case _:
                answers.append(Answer(str(message), message))
    return answers


@register.filter
def can_use_version(change: Change, trip_page: TripPage) -> bool:
    """Whether it holds words of a step that lost against those of somebody else; not its place."""
    is_kept = change.outcome == Outcome.CONFLICT and change.noun == Noun.STEP
    return is_kept and trip_page.can_plan and "after" not in (change.after or {})


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
