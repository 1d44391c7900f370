"""After the end: people are forgotten, numbers stay."""

from __future__ import annotations

from typing import Final

from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils import timezone

from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.audit.models import SealedRow
from core.permissions import require
from core.states import require_transition
from core.text.formatting import format_day
from emergency.activations.actions.states import transition
from emergency.activations.choices import Noun
from emergency.activations.models.activations import Activation
from emergency.activations.selectors.open_emergencies import clear_open_emergencies
from emergency.activations.states.activations import ACTIVATION_TRANSITIONS, ActivationState
from emergency.figures.models import WeeklyFigure
from emergency.figures.selectors.published import published_weeks
from emergency.intake.models.contacts import Contact
from emergency.retention.errors import KeptYetError
from emergency.retention.selectors.retention import contacts_of, rows_to_forget

WORDS_OF_PEOPLE: Final = ("responsible", "phone", "work_domains")


@transaction.atomic
def purge(*, activation: Activation, by: Actor) -> Activation:
    """Forget everybody. What was published stays; nothing else can be read from it.

    Raises KeptYetError before its day, IllegalTransitionError while it isn't closed.
    """
    require(by, "emergency_retention.purge_activation", activation)

    activation = Activation.objects.locked(activation.pk)
    require_transition(ACTIVATION_TRANSITIONS, activation.state, ActivationState.PURGED)
    day = activation.forgotten_on
    if day is None or timezone.now() < activation.morning_of(day):
        raise KeptYetError(day=format_day(day) if day else "")

    rows = []
    for week in published_weeks(activation):
        numbers = [(None, week.total), *week.by_category.items()]
        rows += [
            WeeklyFigure(
                activation=activation,
                week=week.week,
                measure=week.measure,
                category_id=category,
                number=number,
            )
            for category, number in numbers
            if number is not None
        ]
    WeeklyFigure.objects.bulk_create(rows)
    # Raw, as events and readings are written once and keep each other from going.
    contacts = list(contacts_of(activation).values_list("pk", flat=True))
    for model, people in rows_to_forget(activation):
        if issubclass(model, SealedRow):  # the database lets a row go whose digest is kept
            audit.keep_digests_to_delete(model, activation=activation)
        if model is not Contact:
            people._raw_delete(DEFAULT_DB_ALIAS)
    Contact.objects.filter(pk__in=contacts).delete()
    for name in WORDS_OF_PEOPLE:
        setattr(activation, name, "")
    table = ACTIVATION_TRANSITIONS
    new = ActivationState.PURGED
    transition(activation, new, noun=Noun.ACTIVATION, table=table, by=by, also=WORDS_OF_PEOPLE)
    audit.record(by, "activation.purged", activation)

    clear_open_emergencies()
    return activation
