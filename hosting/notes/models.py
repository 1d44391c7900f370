"""The words left afterwards."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from hosting.offers.models.offers import Offer
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import notes_closed_before


class NoteQuerySet(LockingQuerySet["Note"]):
    def shown(self) -> Self:
        """What anybody may read."""
        published = self.filter(shown_at__isnull=False, withdrawn_at__isnull=True)
        return published.filter(hidden_at__isnull=True)

    def due(self) -> Self:
        """The other side has had its time to write, and let it pass."""
        return self.filter(
            shown_at__isnull=True,
            withdrawn_at__isnull=True,
            agreement__request__closed_at__lt=notes_closed_before(),
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
    words = models.TextField(_("text"), max_length=2000)
    reply = models.TextField(_("reply"), max_length=1000, blank=True)
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
        is_published = self.shown_at is not None and self.withdrawn_at is None
        return is_published and self.hidden_at is None
