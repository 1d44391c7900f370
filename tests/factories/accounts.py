"""People, what they are told, and what is promised."""

from datetime import UTC, datetime, timedelta

import factory
from django.utils import timezone

from commons.accounts.models import User
from commons.mail.models import Letter
from commons.notifications.models import Notice
from commons.outbox.models import OutboxEntry


class UserFactory(factory.django.DjangoModelFactory):
    """A person who may do what everybody may. `unverified=True` hasn't answered our mail yet."""

    class Meta:
        model = User

    class Params:
        unverified = factory.Trait(email_verified_at=None)

    email = factory.Sequence("person{}@example.org".format)
    display_name = factory.Sequence("Person {}".format)
    language = "en"
    password = factory.django.Password(None)  # comes in with a code, as many do
    email_verified_at = factory.LazyFunction(timezone.now)
    two_step_due_at = datetime(2100, 1, 1, tzinfo=UTC)  # within the grace, whatever their role


class NoticeFactory(factory.django.DjangoModelFactory):
    """Something told to a person about themselves. `read=True` has been put away."""

    class Meta:
        model = Notice

    class Params:
        read = factory.Trait(read_at=factory.LazyFunction(timezone.now))

    recipient = factory.SubFactory(UserFactory)
    subject = factory.SelfAttribute("recipient")
    template = "accounts/email/email_changed.txt"  # leads to its subject


class OutboxEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OutboxEntry

    job = "notifications.mail_notice"
    arguments = factory.LazyFunction(dict)


class LetterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Letter

    address = factory.Sequence("somebody{}@example.org".format)
    title = "A secret"
    text = "It is 1234."
    html = "<p>It is 1234.</p>"
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(minutes=15))
