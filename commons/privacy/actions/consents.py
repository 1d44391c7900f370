"""Consents are noted where they are given, and taken back where their person likes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.privacy.errors import ConsentGoneError
from commons.privacy.models import ConsentRecord
from commons.privacy.registries.consents import ConsentPurpose, consent_sources
from core.permissions import require


@transaction.atomic
def record_consent(
    *, person: User, purpose: ConsentPurpose, is_given: bool, subject: str = ""
) -> None:
    """For the action that writes the choice itself. What stands already stays as it was given."""
    rows = ConsentRecord.objects.filter(person=person, purpose=purpose.code, subject=subject)
    if not is_given:
        rows.standing().update(withdrawn_at=timezone.now())
    elif not rows.standing().exists():
        ConsentRecord.objects.create(
            person=person,
            purpose=purpose.code,
            subject=subject,
            version=purpose.version,
            language=get_language() or person.language,
        )


@transaction.atomic
def withdraw_consent(*, person: User, purpose: str, subject: str, by: User) -> None:
    """The same as withdrawing where it was given. Raises ConsentGoneError if it doesn't stand."""
    require(by, "privacy.withdraw_consent", person)

    person = User.objects.locked(person.pk, no_key=True)
    source = consent_sources.get(purpose)
    standing = source.entries(person) if source else ()
    if source is None or not any(one.stands and one.subject == subject for one in standing):
        raise ConsentGoneError

    source.withdraw(person, subject)
    audit.record(by, "person.consent_withdrawn", person, purpose=purpose, about=subject)
