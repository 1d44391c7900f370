"""What happened in a trip, the newest first, and how it is told."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hosting.requests.states import RequestState
from travel_stories.collaboration.choices import Outcome, Verb
from travel_stories.trips.choices import Noun
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.part_kinds import kind_of
from travel_stories.trips.presenters.conflicts import format_field

SENTENCES = {
    Verb.ADDED: gettext_lazy("%(who)s added “%(what)s”"),
    Verb.CHANGED: gettext_lazy("%(who)s edited “%(what)s”"),
    Verb.MOVED: gettext_lazy("%(who)s moved “%(what)s”"),
    Verb.REMOVED: gettext_lazy("%(who)s removed “%(what)s”"),
    Verb.RESTORED: gettext_lazy("%(who)s restored “%(what)s”"),
    Verb.CLOSED: gettext_lazy("Voting has closed: “%(what)s”"),
}

DONE = {
    Verb.ADDED: gettext_lazy("Added: “%(what)s”"),
    Verb.CHANGED: gettext_lazy("Saved: “%(what)s”"),
    Verb.MOVED: gettext_lazy("Moved: “%(what)s”"),
    Verb.REMOVED: gettext_lazy("Removed: “%(what)s”"),
    Verb.RESTORED: gettext_lazy("Restored: “%(what)s”"),
    Verb.ATTACHED: gettext_lazy("Request attached: “%(what)s”"),
}
TOASTED = {Noun.TRIP, Noun.STEP, Noun.EXPENSE, Noun.REQUEST}  # and whatever is removed

VOTES = {
    Noun.VOICE: gettext_lazy("%(who)s gave their opinion on “%(what)s”"),
    Noun.BALLOT: gettext_lazy("%(who)s voted on “%(what)s”"),
}
COMMENTS = {
    Verb.ADDED: gettext_lazy("%(who)s commented on “%(what)s”"),
    Verb.REMOVED: gettext_lazy("%(who)s removed a comment on “%(what)s”"),
    Verb.RESTORED: gettext_lazy("%(who)s restored a comment on “%(what)s”"),
}


def history_of(trip: Trip) -> QuerySet[Change]:
    return trip.changes.select_related("by", "undoes").order_by("-number")


def can_undo(member: TripMember) -> bool:
    """Once the trip is over, only what was done to the accounts."""
    last = Change.objects.undoable().filter(trip=member.trip_id, by=member).first()
    return last is not None and (
        member.trip.is_open or (member.trip.is_settling and last.noun == Noun.EXPENSE)
    )


def undo_in_toast(member: TripMember, key: UUID) -> Change | None:
    """The change that was just made under this key, if its answer offers to undo it.

    A vote or a tick is undone by the button that made it, so its answer doesn't.
    """
    change = Change.objects.undoable().filter(trip=member.trip_id, by=member, key=key).first()
    if change is None or (change.noun not in TOASTED and change.verb != Verb.REMOVED):
        return None
    return change


def done_in_words(change: Change) -> str:
    """`Moved: “Chenonceau”`, to the person who did it."""
    return str(DONE[Verb(change.verb)]) % {"what": change.title}


def sentence_of(change: Change) -> str:
    """`Zoé moved “Chenonceau”`."""
    params = {"who": change.by.name, "what": change.title}
    if change.outcome == Outcome.CONFLICT:
        return _("%(who)s wrote another version of “%(what)s”, saved here") % params
    if change.undoes_id is not None:
        return _("%(who)s undid a change to “%(what)s”") % params
    if change.is_agreed:
        return _("The agreement with the host updated “%(what)s”") % params
    if change.noun == Noun.REQUEST:
        return _of_request(change)
    if change.noun == Noun.TRIP and change.verb == Verb.ADDED:
        return _("%(who)s created the trip") % params
    return str(_pattern(Noun(change.noun), Verb(change.verb))) % params


def _pattern(noun: Noun, verb: Verb) -> str | Promise:
    if noun in VOTES:
        return VOTES[noun]
    if noun == Noun.COMMENT and verb in COMMENTS:
        return COMMENTS[verb]
    return SENTENCES[verb]


def _of_request(change: Change) -> str:
    """Whoever answered is no member: the answer speaks for itself."""
    if change.verb == Verb.ATTACHED:
        params = {"who": change.by.name, "what": change.title}
        return _("%(who)s attached an earlier request: “%(what)s”") % params
    if change.verb == Verb.ADDED:
        return _("%(who)s sent a request: “%(what)s”") % {
            "who": change.by.name,
            "what": change.title,
        }
    state = RequestState((change.after or {})["state"]).label
    return _("“%(what)s”: %(state)s") % {"what": change.title, "state": state}


def differences(change: Change) -> list[str]:
    """`hour: nothing → 10:00`, a line for each field that became another."""
    before, after = change.before or {}, change.after or {}
    if change.noun == Noun.REQUEST:
        return []  # the sentence has said it
    if not before or not after:
        return []
    part = kind_of(change.noun)
    # A vote is told by its options: that it was given the sentence has said.
    words = () if change.noun == Noun.BALLOT else part.WORDS
    fields = [
        part.field(name) for name in (*words, *part.LISTS) if name in before and name in after
    ]
    return [
        _("%(field)s: %(before)s → %(after)s")
        % {
            "field": field.verbose_name,
            "before": format_field(part, field.name, before),
            "after": format_field(part, field.name, after),
        }
        for field in fields
        if before[field.name] != after[field.name]
    ]
