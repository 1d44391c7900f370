"""What we hold about a person: each package declares its own, and gives it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import TwoStepReset, User
from commons.audit.models import AuditEntry, SecurityEvent
from commons.notifications.models import Notice
from commons.privacy.models import ArchiveImport, DataArchive, InactivityWarning
from commons.privacy.registries.consents import consent_receipt, consents_of
from commons.privacy.registries.personal_fields import declare, declared_fields
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention

__all__ = ["declared_fields", "exclude", "export_of", "register"]

type Extractor = Callable[[User], Any]

_extractors: dict[str, list[Extractor]] = {}


def register(name: str, extractor: Extractor, *, covers: Iterable[str]) -> None:
    """Give out under `name` what `extractor` finds. `covers` names fields: `app.model.field`.

    Several apps may fill one part: each of them gives out a dictionary.
    """
    _extractors.setdefault(name, []).append(extractor)
    declare(covers)


def exclude(*fields: str, reason: str) -> None:
    """Declare fields that point to a person and aren't given out.

    The reason is for whoever reads the declaration: no page shows it.
    """
    declare(fields)


def export_of(person: User) -> dict[str, Any]:
    """Everything, as plain values that JSON knows, under the names of its parts."""
    parts = {}
    for name, extractors in _extractors.items():
        part, *others = (extract(person) for extract in extractors)
        for other in others:
            part |= other
        parts[name] = part
    return parts


def _account(person: User) -> dict[str, Any]:
    return {
        "public_id": person.public_id,
        "email": person.email,
        "email_verified_at": person.email_verified_at,
        "display_name": person.display_name,
        "full_name": person.full_name,
        "phone": str(person.phone),
        "words": person.words,
        "language_of_letters": person.language,
        "languages": person.languages,
        "mails": {
            "in_general": person.mail_pace,
            "of_a_kind": person.mail_paces,
            "daily_at": person.mail_hour,
            "time_zone": person.time_zone,
            "desk": person.mails_desk,
            "came_back_at": person.mail_bounced_at,
        },
        "joined_at": person.date_joined,
        "last_login": person.last_login,
        "addresses": _rows(EmailAddress, person, "email", "verified", "primary"),
        "sessions": _rows(UserSession, person, "created_at", "last_seen_at", "ip", "user_agent"),
        "two_step_login": _rows(Authenticator, person, "type", "created_at", "last_used_at"),
        "two_step_login_due_at": person.two_step_due_at,
        "two_step_login_resets": list(
            TwoStepReset.objects.filter(person=person).values("asked_at", "reason")
        ),
        "two_step_login_resets_asked_for_others": list(
            TwoStepReset.objects.filter(asked_by=person).values("asked_at", "reason")
        ),
        "groups": list(person.groups.values_list("name", flat=True)),
    }


def _rows(model: type[Model], person: User, *fields: str) -> list[dict[str, Any]]:
    return list(model._default_manager.filter(user=person).values(*fields))


register(
    "account",
    _account,
    covers=[
        *("account.emailaddress.user", "usersessions.usersession.user", "mfa.authenticator.user"),
        *("accounts.twostepreset.person", "accounts.twostepreset.asked_by"),
    ],
)
register(
    "notices",
    lambda person: list(
        Notice.objects.visible_to(person).values("at", "template", "data", "mailed_at", "read_at")
    ),
    covers=["notifications.notice.recipient"],
)
register(
    "deeds",
    lambda person: list(
        AuditEntry.objects.filter(actor=person).values("at", "verb", "subject_type__model", "data")
    ),
    covers=["audit.auditentry.actor"],
)
register(
    "security",
    lambda person: list(
        SecurityEvent.objects.filter(person=person).values("at", "kind", "network", "data")
    ),
    covers=["audit.securityevent.person"],
)
register(
    # What others did to this account. Who it was, and what else they noted, is about them.
    "deeds_of_others",
    lambda person: list(
        AuditEntry.objects.about(person).exclude(actor=person).values("at", "verb")
    ),
    covers=["audit.auditentry.subject"],
)
register(
    "archives",
    lambda person: {
        "made": list(
            DataArchive.objects.filter(person=person).values("asked_at", "made_at", "size")
        ),
        "imported": list(
            ArchiveImport.objects.of_person(person).values("source", "state", "checked_at")
        ),
    },
    covers=["privacy.dataarchive.person", "privacy.archiveimport.person"],
)
register(
    "consent_register",
    lambda person: [consent_receipt(entry, person) for entry in consents_of(person)],
    covers=["privacy.consentrecord.person"],
)
register(
    "warnings",
    lambda person: list(
        InactivityWarning.objects.filter(person=person).values("warned_at", "closes_at")
    ),
    covers=["privacy.inactivitywarning.person"],
)

register_processing(
    Processing(
        "account",
        ("account", "accounts", "mfa", "usersessions"),
        title=_("Your account"),
        purpose=_("to let you log in, and to let hosts and guests know who they’re dealing with"),
        basis=LegalBasis.CONTRACT,
        recipients=_(
            "members see the name you show; your full name and phone number go only to the people "
            "you have an agreement with"
        ),
    )
)
register_processing(
    Processing(
        "notifications",
        ("notifications",),
        title=_("Notifications and emails"),
        purpose=_("to tell you what happens to your requests, offers, trips and stories"),
        basis=LegalBasis.CONTRACT,
        recipients=_("no one else; our email server delivers the emails"),
    )
)
register_processing(
    Processing(
        "audit",
        ("audit",),
        title=_("Log of actions"),
        purpose=_("to find out what happened after a mistake or misuse"),
        basis=LegalBasis.INTEREST,
        recipients=_("the people who run the site; coordinators, for their community"),
    )
)
register_processing(
    Processing(
        "rights",
        ("privacy",),
        title=_("Your rights"),
        purpose=_(
            "to give you your data, to prove your consents and to close accounts that no one uses"
        ),
        basis=LegalBasis.DUTY,
        recipients=_("no one else"),
    )
)
register_retention(
    RetentionRule(
        ("account.emailaddress",),
        goes=_("your email address, names, phone number and settings"),
        stays=_("a number without a name, because other people’s agreements refer to it"),
    ),
    RetentionRule(
        ("account.emailaddress",),
        goes=_("accounts that no one uses"),
        period=settings.PRIVACY_INACTIVE_AFTER,
        starts=_("after your last visit; we email you a month before"),
        job="privacy.close_inactive",
    ),
    RetentionRule(
        ("account.emailaddress",),
        goes=_("accounts with an unconfirmed email address"),
        period=settings.PRIVACY_UNCONFIRMED_AFTER,
        starts=_("after the account was created"),
        job="privacy.close_unconfirmed",
    ),
    RetentionRule(
        ("usersessions.usersession",),
        goes=_("devices and IP addresses of your sessions"),
        period=timedelta(seconds=settings.SESSION_COOKIE_AGE),
        starts=_("after your last login on that device"),
        job="accounts.forget_sessions",
    ),
    RetentionRule(
        ("notifications.notice",),
        goes=_("notifications"),
        period=settings.NOTIFICATIONS_KEEP,
        starts=_("after they were sent"),
        job="notifications.forget_notices",
    ),
    RetentionRule(
        ("notifications.notice",),
        goes=_("emails that couldn’t be sent"),
        period=settings.OUTBOX_KEEP,
        starts=_("after our last attempt to send them"),
        job="outbox.forget_given_up",
    ),
    RetentionRule(
        ("audit.auditentry",),
        goes=_("your name beside the entries"),
        stays=_("numbers and dates without names, as proof, for as long as the site exists"),
        columns=("audit.auditentry.verb", "audit.auditentry.data", "audit.auditentry.salt"),
    ),
    RetentionRule(
        ("audit.securityevent",),
        goes=_("the log of logins, changed rights and exports"),
        period=settings.AUDIT_SECURITY_EVENTS_KEPT,
        starts=_("after the event"),
        job="audit.forget_security_events",
        stays=_(
            "the entries, without your name, if you close your account before then, so that misuse "
            "can be found"
        ),
        columns=(
            *("audit.securityevent.data", "audit.securityevent.network"),
            "audit.securityevent.salt",
        ),
    ),
    RetentionRule(
        ("accounts.twostepreset", "mfa.authenticator"),
        goes=_("your apps, passkeys and recovery codes for two-step login"),
    ),
    RetentionRule(
        ("privacy.dataarchive",),
        goes=_("archives of your data"),
        period=settings.PRIVACY_ARCHIVE_KEPT,
        starts=_("after you asked for them"),
        job="privacy.forget_archives",
    ),
    RetentionRule(
        ("privacy.archiveimport",),
        goes=_("archives that you import"),
        period=settings.PRIVACY_IMPORT_KEPT,
        starts=_("after you chose the file"),
        job="privacy.forget_archives",
    ),
    RetentionRule(("privacy.consentrecord",), goes=_("the list of your consents")),
    RetentionRule(
        ("privacy.inactivitywarning",),
        goes=_("the record that we warned you before closing your account"),
        period=settings.PRIVACY_INACTIVE_WARNED,
        starts=_("after the email"),
        job="privacy.close_inactive",
    ),
)
