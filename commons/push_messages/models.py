"""Browsers that tell their person that something waits."""

from __future__ import annotations

from hashlib import sha256
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.notifications.models import Notice
from core.db.leases import Leased
from core.db.locks import LockingQuerySet
from core.ids import new_public_id


class PushSubscriptionQuerySet(LockingQuerySet["PushSubscription"]):
    def visible_to(self, person: Visitor) -> Self:
        return self.filter(person=person.pk)

    def awaiting(self, notice: Notice) -> Self:
        """Browsers of its reader to which nothing was sent since the notice was recorded."""
        unsent = models.Q(sent_at=None) | models.Q(sent_at__lt=notice.at)
        return self.filter(unsent, person=notice.recipient_id)


class PushSubscription(Leased):
    """What a browser gave us so that we can send it messages (RFC 8030, section 4).

    Whoever has `endpoint` can send something there if they have our private key as well;
    `p256dh` and `auth` are what a message is encrypted with, and `server_key` is the public key of
    ours that the browser allowed. `browser` is shown to its person.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    person = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="push_subscriptions", editable=False
    )
    endpoint = models.CharField(max_length=1000, unique=True, editable=False)
    p256dh = models.CharField(max_length=100, editable=False)
    auth = models.CharField(max_length=40, editable=False)
    server_key = models.CharField(max_length=100, editable=False)
    browser = models.CharField(_("browser"), max_length=60, blank=True)
    muted = models.JSONField(_("types that aren’t sent"), default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, editable=False)

    objects = PushSubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("browser notification")
        verbose_name_plural = _("browser notifications")
        ordering = ("pk",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.browser} {self.public_id}"

    @property
    def digest(self) -> str:
        """By which a browser knows itself in the list of its person: SHA-256 of its address."""
        return sha256(self.endpoint.encode()).hexdigest()
