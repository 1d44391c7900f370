"""Intake: a submitted form is one row, processed by the clock or at once for a coordinator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import SYSTEM, require
from emergency.activations.models.activations import Activation
from emergency.intake.choices import IntakeType
from emergency.intake.errors import IntakeClosedError
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission
from emergency.intake.registries import MAKERS
from emergency.intake.signals import submission_processed

CONTACT: Final = ("name", "phone", "email")


@transaction.atomic
def receive_submission(
    *,
    activation: Activation,
    intake_type: IntakeType,
    words: Mapping[str, Any],
    key: UUID,
    language: str,
    by: User | None = None,
) -> Submission:
    """Keep what somebody sent: one row, and nothing leaves. The same `key` is received once.

    `by` is the coordinator who typed for a caller. Raises IntakeClosedError.
    """
    if by is not None:
        require(by, "emergency_activations.coordinate_activation", activation)
    if not activation.takes_requests:
        raise IntakeClosedError

    fields = {"activation": activation, "intake_type": intake_type, "words": dict(words)}
    defaults = fields | {"language": language, "typed_by": by}
    submission, _new = Submission.objects.get_or_create(key=key, defaults=defaults)
    # By whoever typed it, by the clock, or after the commit where no worker looks after it.
    if by is not None:
        process_submission(submission=submission, by=by)
    elif settings.CELERY_TASK_ALWAYS_EAGER:
        transaction.on_commit(
            partial(process_submission, submission=submission, by=SYSTEM), robust=True
        )
    return submission


@transaction.atomic
def process_submission(*, submission: Submission, by: Actor) -> Submission:
    """Make it a request, an offer or a helper. Doing it again changes nothing."""
    require(by, "emergency_intake.process_submission", submission)

    submission = Submission.objects.locked(submission.pk)
    if submission.taken_in_at is not None:
        return submission

    contact = fill_row(Contact(language=submission.language), submission.words, CONTACT)
    contact.save()
    MAKERS[IntakeType(submission.intake_type)](submission, contact, by)
    submission.words, submission.taken_in_at = {}, timezone.now()
    submission.save(update_fields=["words", "taken_in_at"])
    audit.record(by, "submission.taken_in", submission, door=submission.intake_type)

    submission_processed.send(Submission, submission=submission, contact=contact)
    return submission


def is_flooded(activation: Activation) -> bool:
    """More forms came within the hour than people send; `warn_of_flood` says so once."""
    an_hour_ago = timezone.now() - timedelta(hours=1)
    came = activation.submissions.filter(received_at__gt=an_hour_ago).count()
    return came > settings.EMERGENCY_FLOOD


def fill_row[Row: models.Model](row: Row, words: Mapping[str, Any], names: Iterable[str]) -> Row:
    """Plain values become what the fields hold; what wasn't said stays as the model begins."""
    for name in names:
        field: Any = row._meta.get_field(name)
        if name in words:
            setattr(row, field.attname, field.to_python(words[name]))
    return row
