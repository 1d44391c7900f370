"""What a link allows, and who processes a submission."""

from __future__ import annotations

from typing import Any

import rules

from emergency.activations.models.actors import AnyVisitor
from emergency.activations.rules import is_on_duty
from emergency.intake.models.parties import Party
from emergency.intake.models.submissions import Submission


@rules.predicate
def bears_its_link(party: AnyVisitor, subject: Any = None) -> bool:
    """The link of this very submission, or of the one that the subject came from."""
    if subject is None or not isinstance(party, Party):
        return False
    own = subject.pk if isinstance(subject, Submission) else subject.submission_id
    return bool(party.submission.pk == own)


rules.add_perm("emergency_intake.process_submission", rules.is_active & is_on_duty)
