"""What people say of themselves, and how they leave."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone

from commons.accounts.actions.people import (
    change_profile,
    change_rights,
    close_account,
    record_verified_email,
)
from commons.accounts.choices import MailFrequency
from commons.accounts.models import Profile, User
from commons.accounts.signals import account_closed
from commons.audit.models import AuditEntry
from commons.notifications.models import Notice
from core.permissions import SYSTEM
from tests.factories.accounts import NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db

PROFILE = Profile(
    display_name="Ada",
    full_name="Ada Lovelace",
    phone="+33612345678",
    words="I count.",
    language="fr",
    languages=["fr", "en"],
)


def test_change_profile_keeps_what_the_person_says():
    ada = UserFactory()

    change_profile(person=ada, profile=PROFILE, by=ada)

    ada.refresh_from_db()
    assert Profile(*[getattr(ada, name) for name in Profile.names()]) == PROFILE
    (entry,) = AuditEntry.objects.all()
    assert (entry.actor, entry.verb) == (ada, "person.changed")
    assert entry.data == {"fields": Profile.names()}


def test_change_profile_is_refused_to_others():
    ada = UserFactory(display_name="Ada")

    with pytest.raises(PermissionDenied):
        change_profile(person=ada, profile=PROFILE, by=UserFactory())

    ada.refresh_from_db()
    assert ada.full_name == ""


def test_note_verified_email_lets_the_person_act():
    ada = UserFactory(unverified=True)
    now = timezone.now()

    record_verified_email(person=ada, at=now, by=SYSTEM)

    ada.refresh_from_db()
    assert ada.email_verified_at == now
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["person.verified"]


def test_note_verified_email_is_refused_to_others():
    ada = UserFactory(unverified=True)

    with pytest.raises(PermissionDenied):
        record_verified_email(person=ada, at=timezone.now(), by=UserFactory())

    ada.refresh_from_db()
    assert ada.email_verified_at is None


def test_change_rights_is_refused_to_everybody_but_operators():
    ada = UserFactory()

    with pytest.raises(PermissionDenied):
        change_rights(person=ada, groups=[], by=ada, is_superuser=True)

    ada.refresh_from_db()
    assert not ada.is_superuser


def test_close_account_forgets_who_it_was():
    ada = UserFactory(
        email="ada@example.org",
        display_name="Ada",
        full_name="Ada Lovelace",
        phone="+33612345678",
        words="I count.",
        languages=["fr"],
        is_staff=True,
        mail_pace=MailFrequency.DAILY,
        mail_paces={"messages": "never"},
        mail_hour=20,
        time_zone="Indian/Reunion",
        mails_desk=True,
        mail_promised_on=timezone.localdate(),
        mail_bounced_at=timezone.now(),
    )
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    NoticeFactory(recipient=ada)

    close_account(person=ada, by=ada)

    ada.refresh_from_db()
    kept = {
        field.name: getattr(ada, field.name)
        for field in User._meta.concrete_fields
        if not isinstance(field, models.DateTimeField)
    }
    assert kept == {
        "id": ada.pk,
        "public_id": ada.public_id,
        "password": ada.password,
        "email": f"{ada.public_id}@closed.invalid",
        "display_name": "…",
        "full_name": "",
        "phone": "",
        "words": "",
        "language": "en",
        "languages": [],
        "mail_pace": MailFrequency.AT_ONCE,
        "mail_paces": {},
        "mail_hour": 7,
        "time_zone": "Europe/Paris",
        "mails_desk": False,
        "mail_promised_on": None,
        "desk_mailed_on": None,
        "is_staff": False,
        "is_active": False,
        "is_superuser": False,
    }
    assert not ada.has_usable_password()
    assert ada.mail_bounced_at is None
    assert ada.closed_at is not None
    assert list(Notice.objects.all()) == []
    assert list(EmailAddress.objects.all()) == []
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["person.closed"]


def test_close_account_tells_the_packages_above():
    ada, heard = UserFactory(), []

    def listen(person, **kwargs):
        heard.append(person)

    account_closed.connect(listen)

    close_account(person=ada, by=ada)

    account_closed.disconnect(listen)
    assert heard == [ada]


def test_close_account_is_refused_to_others():
    ada = UserFactory(display_name="Ada")

    with pytest.raises(PermissionDenied):
        close_account(person=ada, by=UserFactory())

    ada.refresh_from_db()
    assert (ada.display_name, ada.is_active) == ("Ada", True)
