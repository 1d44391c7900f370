"""Who lets be forgotten."""

from __future__ import annotations

from typing import Any

import rules

from emergency.activations.models.actors import AnyVisitor
from emergency.activations.rules import is_on_duty, runs_emergencies
from emergency.housing.models.offers import HousingOffer
from emergency.intake.rules import bears_its_link


@rules.predicate
def lent_by_it(person: AnyVisitor, submission: Any = None) -> bool:
    """The host's own account, from whose home this slip was made."""
    if submission is None or person.pk is None:
        return False
    return HousingOffer.objects.filter(submission=submission, host=person.pk).exists()


rules.add_perm("emergency_retention.purge_activation", rules.is_active & runs_emergencies)
rules.add_perm(
    "emergency_retention.forget_submission",
    bears_its_link | (rules.is_active & (lent_by_it | is_on_duty)),
)
