"""Signal handlers; they only write rows."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from emergency.activations.models.activations import Duty
from emergency.activations.signals import duty_changed, duty_ended
from emergency.housing.actions.intake import mail_receipt
from emergency.housing.actions.requests import hand_back_all, hand_back_others
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission
from emergency.intake.signals import submission_processed


@receiver(submission_processed, dispatch_uid="emergency.mail_receipt")
def mail_receipt_of_submission(
    sender: type, submission: Submission, contact: Contact, **kwargs: Any
) -> None:
    mail_receipt(submission, contact)


@receiver(duty_changed, dispatch_uid="emergency.hand_back_others")
def hand_back_requests_of_others(sender: type, duty: Duty, **kwargs: Any) -> None:
    hand_back_others(duty)


@receiver(duty_ended, dispatch_uid="emergency.hand_back_all")
def hand_back_requests(sender: type, duty: Duty, **kwargs: Any) -> None:
    hand_back_all(duty)
