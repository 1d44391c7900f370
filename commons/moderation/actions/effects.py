"""What a decision does: from what was in force to what is."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Model

from commons.accounts.actions.moderating import readmit_person, suspend_person
from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.moderation.models import Case, Decision
from commons.moderation.states import HIDDEN_EFFECTS, Measure


def apply_decision(case: Case, decision: Decision, *, by: User) -> None:
    """Hide or show again, keep out or let in again. What another case says stays in force."""
    before, now = case.effect, decision.measure
    case.effect = now
    case.save(update_fields=["effect"])

    kind, subject = case.noun, case.subject
    is_hidden = now in HIDDEN_EFFECTS
    if kind is not None and subject is not None and is_hidden != (before in HIDDEN_EFFECTS):
        if is_hidden:
            kind.hide(subject, by=by)
            audit.record(by, "case.hidden", case)
        elif not Case.objects.about_the_same(case).with_hidden_content().exists():
            kind.show(subject, by=by)
            audit.record(by, "case.shown", case)

    is_suspended = now == Measure.SUSPENDED
    if is_suspended == (before == Measure.SUSPENDED):
        return
    for author in case.authors.all():
        if is_suspended:
            suspend_person(person=author, by=by)
            continue
        others = Case.objects.filter(authors=author, effect=Measure.SUSPENDED)
        if not others.exclude(pk=case.pk).exists():
            readmit_person(person=author, by=by)


@transaction.atomic
def revoke_effects(model: type[Model], pk: int, *, by: Actor) -> None:
    """Those who look after it have ended what was decided: it is in force no longer."""
    for case in Case.objects.about(model, pk).with_hidden_content().select_for_update():
        case.effect = Measure.NONE
        case.save(update_fields=["effect"])
        audit.record(by, "case.lifted", case)
