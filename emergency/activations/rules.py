"""Who may switch an emergency on, and who works in it."""

from __future__ import annotations

from typing import Any

import rules

from commons.accounts.models import User
from emergency.activations.models.activations import Activation, Duty
from emergency.activations.models.actors import AnyVisitor
from emergency.activations.registries import is_within_perimeter


@rules.predicate
def runs_emergencies(person: AnyVisitor, subject: Any = None) -> bool:
    """Somebody of the co-operative, by a permission that the Wagtail admin gives."""
    return person.is_authenticated and person.has_perm("emergency_activations.change_activation")


@rules.predicate
def is_on_duty(person: AnyVisitor, subject: Any = None) -> bool:
    """A coordinator of the subject's activation; of what has a perimeter, within theirs."""
    if subject is None or not isinstance(person, User):
        return False
    if (theirs := is_within_perimeter(person, subject)) is not None:
        return theirs
    activation = subject if isinstance(subject, Activation) else subject.activation
    return Duty.objects.on_duty().filter(activation=activation, person=person.pk).exists()


@rules.predicate
def proposed_switch(person: AnyVisitor, proposal: Any = None) -> bool:
    """Whoever proposed a change of the switch, or has their mailbox or telephone."""
    if proposal is None or proposal.proposed_by_id == person.pk:
        return True
    return isinstance(person, User) and person.shares_contact_with(proposal.proposed_by)


rules.add_perm("emergency_activations.plan_activation", rules.is_active & runs_emergencies)
rules.add_perm("emergency_activations.manage_activation", rules.is_active & runs_emergencies)
rules.add_perm(
    "emergency_activations.confirm_switch",
    rules.is_active & (is_on_duty | runs_emergencies) & ~proposed_switch,
)
rules.add_perm(
    "emergency_activations.call_off_switch", rules.is_active & (is_on_duty | runs_emergencies)
)
rules.add_perm("emergency_activations.settle_switch", rules.always_deny)  # left to SYSTEM
rules.add_perm(
    "emergency_activations.end_unrenewed_activation", rules.always_deny
)  # left to SYSTEM
rules.add_perm("emergency_activations.manage_duties", rules.is_active & runs_emergencies)
rules.add_perm("emergency_activations.coordinate_activation", rules.is_active & is_on_duty)
rules.add_perm("emergency_activations.see_desk", rules.is_active & (is_on_duty | runs_emergencies))
rules.add_perm("emergency_activations.raise_alert", rules.always_deny)  # left to SYSTEM
