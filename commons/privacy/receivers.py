"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed, account_forgotten, mails_chosen
from commons.privacy.actions.archives import forget_files_of
from commons.privacy.actions.desk_emails import record_desk_emails
from commons.privacy.actions.erasures import PERSON, record_erasure
from commons.privacy.models import ConsentRecord, InactivityWarning


@receiver(account_closed, dispatch_uid="privacy.forget_archives")
def forget_archives_of_person(sender: type, person: User, **kwargs: Any) -> None:
    forget_files_of(person)


@receiver(account_forgotten, dispatch_uid="privacy.record_erasure")
def record_erasure_of_person(sender: type, person: User, **kwargs: Any) -> None:
    """What others agreed to with this person is kept apart; their own switches are all off."""
    ConsentRecord.objects.filter(person=person).delete()
    InactivityWarning.objects.filter(person=person).delete()
    record_erasure(PERSON, person.public_id)


@receiver(mails_chosen, dispatch_uid="privacy.record_desk_emails")
def record_desk_emails_of_person(sender: type, person: User, **kwargs: Any) -> None:
    record_desk_emails(person)
