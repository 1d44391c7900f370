"""Who tells of something that isn't safe, and who reads it."""

from __future__ import annotations

from typing import Any

import rules

from commons.accounts.models import User
from emergency.activations.models.activations import Activation, Duty
from emergency.activations.models.actors import AnyVisitor
from emergency.activations.rules import is_on_duty
from emergency.intake.rules import bears_its_link
from emergency.safety.models import Incident


@rules.predicate
def reads_safety(person: AnyVisitor, subject: Any = None) -> bool:
    """On duty in this activation, with the right to read reports on safety."""
    if subject is None or not person.is_authenticated:
        return False
    activation = subject if isinstance(subject, Activation) else subject.activation
    duties = Duty.objects.on_duty().filter(sees_safety=True)
    return duties.filter(activation=activation, person=person.pk).exists()


@rules.predicate
def may_know_of_it(person: AnyVisitor, incident: Any = None) -> bool:
    """The right to read reports, and this one isn't about themselves."""
    if not isinstance(incident, Incident) or not isinstance(person, User):
        return False
    return Incident.objects.visible_to(person).filter(pk=incident.pk).exists()


rules.add_perm("emergency_safety.report_incident", bears_its_link | (rules.is_active & is_on_duty))
rules.add_perm("emergency_safety.see_safety", rules.is_active & reads_safety)
rules.add_perm("emergency_safety.handle_incident", rules.is_active & may_know_of_it)
rules.add_perm("emergency_safety.warn_of_late_incident", rules.always_deny)  # left to SYSTEM
