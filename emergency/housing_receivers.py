"""Signal handlers; they only write rows."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from emergency.actions.housing_intake import mail_receipt
from emergency.actions.requests import hand_back_all, hand_back_others
from emergency.intake_signals import submission_processed
from emergency.models.activations import Duty
from emergency.models.contacts import Contact
from emergency.models.intake import Submission
from emergency.signals import duty_changed, duty_ended


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
