"""What both agreed on, and the words left afterwards."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from core.ids import new_public_id
from hosting.models.calendars import Hold
from hosting.models.offers import Offer
from hosting.models.requests import Request, Wish


class Agreement(Wish):
    """The two parties and their terms, copied: what changes later doesn't matter."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="agreement")
    hold = models.OneToOneField(
        Hold, null=True, on_delete=models.SET_NULL, related_name="agreement"
    )
    host = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    guest = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    host_name = models.CharField(max_length=160)
    guest_name = models.CharField(max_length=160)
    contract_party = models.CharField(max_length=16)
    offer_title = models.CharField(max_length=120)
    unit_name = models.CharField(max_length=80, blank=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    total = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    conditions = models.TextField(blank=True)
    cancellation = models.CharField(max_length=500, blank=True)
    agreed_at = models.DateTimeField(auto_now_add=True)
    sequence = models.PositiveSmallIntegerField(default=0)  # RFC 5545, 3.8.7.4

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")

    def __str__(self) -> str:
        return f"{self.host_name} · {self.guest_name}"

    def get_absolute_url(self) -> str:
        return self.request.get_absolute_url()

    @property
    def has_begun(self) -> bool:
        """The day of arrival has come, or the session has started. Without a date: at once."""
        if self.starts_at is not None:
            return self.starts_at <= timezone.now()
        return self.check_in is None or self.check_in <= timezone.localdate()

    @property
    def reference(self) -> str:
        """What the two say on the telephone."""
        return f"HIR-{self.public_id[:4]}-{self.public_id[4:]}".upper()


class NoteQuerySet(models.QuerySet["Note"]):
    def shown(self) -> Self:
        """What anybody may read."""
        said = self.filter(shown_at__isnull=False, withdrawn_at__isnull=True)
        return said.filter(hidden_at__isnull=True)

    def due(self) -> Self:
        """The other side has had its time to write, and let it pass."""
        past = timezone.now() - settings.HOSTING_NOTES_WITHIN
        return self.filter(
            shown_at__isnull=True,
            withdrawn_at__isnull=True,
            agreement__request__closed_at__lte=past,
        )


class Note(models.Model):
    """A *mot de passage*: words left afterwards. No marks, no score, ever.

    Nobody reads what the other wrote before writing, or before the time to write is over.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="notes")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notes_written")
    about = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notes_received")
    words = models.TextField(_("your words"), max_length=2000)
    reply = models.TextField(_("an answer"), max_length=1000, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    shown_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    hidden_at = models.DateTimeField(null=True, editable=False)  # by a decision

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("agreement", "author"), name="one_note_per_author_and_agreement"
            ),
        )

    def __str__(self) -> str:
        return self.words[:40]

    def get_absolute_url(self) -> str:
        return self.agreement.get_absolute_url()

    @property
    def is_shown(self) -> bool:
        """Anybody may read it."""
        is_said = self.shown_at is not None and self.withdrawn_at is None
        return is_said and self.hidden_at is None
