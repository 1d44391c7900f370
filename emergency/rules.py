"""Who may switch an emergency on, who works in it, and what a link allows."""

from __future__ import annotations

from typing import Any

import rules

from commons.accounts.permissions import Visitor
from emergency.models import Activation, Duty, Party, Submission

type Asking = Visitor | Party


@rules.predicate
def runs_emergencies(person: Asking, subject: Any = None) -> bool:
    """Somebody of the co-operative, by a permission that the Wagtail admin gives."""
    return person.is_authenticated and person.has_perm("emergency.change_activation")


@rules.predicate
def is_on_duty(person: Asking, subject: Any = None) -> bool:
    """A coordinator of this activation, or of the one that the subject belongs to."""
    if subject is None or not person.is_authenticated:
        return False
    activation = subject if isinstance(subject, Activation) else subject.activation
    return Duty.objects.on_duty().filter(activation=activation, person=person.pk).exists()


@rules.predicate
def bears_its_link(party: Asking, subject: Any = None) -> bool:
    """The link of this very submission, or of the one that the subject came from."""
    if subject is None or not isinstance(party, Party):
        return False
    own = subject.pk if isinstance(subject, Submission) else subject.submission_id
    return bool(party.submission.pk == own)


@rules.predicate
def lends_it(person: Asking, subject: Any = None) -> bool:
    """The host's own account."""
    return subject is not None and person.pk is not None and subject.host_id == person.pk


rules.add_perm("emergency.plan_activation", rules.is_active & runs_emergencies)
rules.add_perm("emergency.rule_activation", rules.is_active & runs_emergencies)
rules.add_perm("emergency.name_coordinator", rules.is_active & runs_emergencies)
rules.add_perm("emergency.coordinate", rules.is_active & is_on_duty)
rules.add_perm("emergency.see_desk", rules.is_active & (is_on_duty | runs_emergencies))
rules.add_perm("emergency.take_in", rules.is_active & is_on_duty)
rules.add_perm("emergency.withdraw_request", bears_its_link | (rules.is_active & is_on_duty))
rules.add_perm(
    "emergency.answer_for_offer", bears_its_link | (rules.is_active & (lends_it | is_on_duty))
)
rules.add_perm("emergency.leave_helpers", bears_its_link | (rules.is_active & is_on_duty))
rules.add_perm("emergency.park_offer", rules.always_deny)  # left to SYSTEM
