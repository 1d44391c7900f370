"""Which mails a person gets, and what happens where none arrive."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from commons.accounts.choices import MailFrequency
from commons.accounts.models import MailChoices, User
from commons.accounts.permissions import Actor
from commons.accounts.signals import mails_chosen
from commons.audit import actions as audit
from commons.notifications.categories import (
    NotificationCategory,
    optional_categories,
)
from commons.notifications.tasks import mail_digest
from commons.outbox import actions as outbox
from core.permissions import require

PREFERENCE_FIELDS = [
    "mail_pace",
    "mail_paces",
    "mail_hour",
    "time_zone",
    "mails_desk",
    "mail_promised_on",
]


@transaction.atomic
def choose_mails(*, person: User, choices: MailChoices, by: Actor) -> User:
    """Note how the person wants to hear of things. What waited for a daily mail leaves now."""
    require(by, "accounts.change_person", person)

    person = User.objects.locked(person.pk)
    waited = person.wants_daily_mail
    known = {kind.code for kind in optional_categories()}

    person.mail_pace = choices.pace
    person.mail_paces = {code: pace for code, pace in choices.paces.items() if code in known}
    person.mail_hour, person.time_zone = choices.hour, choices.time_zone
    person.mails_desk = choices.desk
    if person.local_now.hour >= person.mail_hour:  # the first one comes at its hour, tomorrow
        person.mail_promised_on = person.local_now.date()
    person.save(update_fields=PREFERENCE_FIELDS)
    audit.record(by, "person.mails_chosen", person)

    mails_chosen.send(sender=User, person=person)

    if waited and not person.wants_daily_mail:
        outbox.enqueue(mail_digest, person_id=person.pk)
    return person


@transaction.atomic
def stop_mails(*, person: User, kind: NotificationCategory | None, by: Actor) -> User:
    """No more mails of this kind, or no daily one. On the site everything is told as before."""
    require(by, "accounts.change_person", person)

    person = User.objects.locked(person.pk)

    if kind is None:
        # What comes at once goes on: the person pressed in the other mail.
        person.mails_desk = False
        if person.mail_pace == MailFrequency.DAILY:
            person.mail_pace = MailFrequency.NEVER
        daily = [code for code, pace in person.mail_paces.items() if pace == MailFrequency.DAILY]
        person.mail_paces |= dict.fromkeys(daily, MailFrequency.NEVER)
    else:
        person.mail_paces[kind.code] = MailFrequency.NEVER
    person.save(update_fields=PREFERENCE_FIELDS)
    audit.record(by, "person.mails_stopped", person, kind=kind.code if kind else "daily")

    mails_chosen.send(sender=User, person=person)
    return person


@transaction.atomic
def stop_desk_mails(*, person: User, by: Actor) -> User:
    """No more summary of the desk; everything else goes on as it was chosen."""
    require(by, "accounts.change_person", person)

    person = User.objects.locked(person.pk)

    person.mails_desk = False
    person.save(update_fields=["mails_desk"])
    audit.record(by, "person.mails_stopped", person, kind="desk")

    mails_chosen.send(sender=User, person=person)
    return person


@transaction.atomic
def schedule_digest(*, person: User, by: Actor) -> bool:
    """One promise for each day on the person's calendar; the outbox keeps it."""
    require(by, "accounts.change_person", person)

    person = User.objects.locked(person.pk)
    today = person.local_now.date()
    if person.mail_promised_on is not None and person.mail_promised_on >= today:
        return False

    person.mail_promised_on = today
    person.save(update_fields=["mail_promised_on"])

    outbox.enqueue(mail_digest, person_id=person.pk, day=today.isoformat())
    return True


@transaction.atomic
def record_bounce(*, person: User, sent_at: datetime, by: Actor) -> User:
    """A mail came back for good: nothing more is sent there until the person says so.

    One that was sent before the address was confirmed anew says nothing of the new one.
    """
    require(by, "accounts.change_person", person)

    person = User.objects.locked(person.pk)
    confirmed = person.email_verified_at
    if person.mail_bounced_at is not None or confirmed is None:
        return person
    if sent_at < confirmed.replace(second=0, microsecond=0):  # an address knows minutes
        return person

    person.mail_bounced_at = timezone.now()
    person.save(update_fields=["mail_bounced_at"])
    audit.record(by, "person.mail_bounced", person)
    return person


@transaction.atomic
def resume_mail(*, person: User, by: Actor) -> User:
    """Write there again. What waited meanwhile comes in one mail."""
    require(by, "accounts.change_person", person)

    person = User.objects.locked(person.pk)
    if person.mail_bounced_at is None:
        return person

    person.mail_bounced_at = None
    person.save(update_fields=["mail_bounced_at"])
    audit.record(by, "person.mail_woken", person)

    outbox.enqueue(mail_digest, person_id=person.pk)
    return person
