"""The one way a state changes: along its table, with its event in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import timezone

from core.states import Transitions, require_transition
from emergency.activations.choices import Noun
from emergency.activations.models.activations import Activation
from emergency.activations.models.actors import AnyActor, person_of, side_of
from emergency.activations.models.events import Event


def transition(
    row: models.Model,
    new: str,
    *,
    noun: Noun,
    table: Transitions,
    by: AnyActor,
    reason: str = "",
    also: Iterable[str] = (),
) -> None:
    """Take the step and write its event. `also` names fields that were set. Lock first."""
    moving: Any = row  # a model with a state; each noun has its own
    old = moving.state
    require_transition(table, old, new)
    moving.state, moving.state_since = new, timezone.now()
    moving.save(update_fields=["state", "state_since", *also])
    write_event(row, noun=noun, old=old, by=by, reason=reason)


def write_event(
    row: models.Model, *, noun: Noun, by: AnyActor, old: str = "", reason: str = ""
) -> Event:
    """The state in which `row` is now, as a line that stays."""
    about: Any = row
    return Event.objects.create(
        activation=about if isinstance(row, Activation) else about.activation,
        noun=noun,
        number=about.pk,
        side=side_of(by),
        person=person_of(by),
        old=old,
        new=about.state,
        reason=reason,
    )
