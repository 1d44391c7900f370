"""How somebody is reached. A table of its own, never joined by a list; read through `reveals`."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from commons.accounts.validators import validate_single_line, validate_site_language
from core.text.contacts import email_key


class Contact(models.Model):
    """Of one request, one offer or one helper. Erased when the activation is purged."""

    name = models.CharField(_("first name"), max_length=60, validators=[validate_single_line])
    full_name = models.CharField(
        _("full name"), max_length=120, blank=True, validators=[validate_single_line]
    )
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("email"), blank=True)
    language = models.CharField(max_length=10, default="fr", validators=[validate_site_language])

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(phone="", email=""), name="contact_can_be_reached"
            ),
        )

    def __str__(self) -> str:
        return f"Contact {self.pk}"

    @property
    def phone_digest(self) -> str:
        return digest_of("phone", self.phone)

    @property
    def email_digest(self) -> str:
        return digest_of("email", email_key(self.email))


def digest_of(kind: str, key: str) -> str:
    """A name under which equal numbers or addresses meet, and from which nobody gets back.

    Digests are stored and compared with each other, so their key is the secret that never changes.
    """
    if not key:
        return ""
    secret = settings.HOSTING_PLACE_SECRET
    return salted_hmac(f"emergency.{kind}", key, secret=secret, algorithm="sha256").hexdigest()[:32]
