"""A question that somebody keeps, to ask it again and to hear what is new."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.permissions import Visitor
from core.db.locks import LockingQuerySet
from core.ids import new_public_id


class SavedSearchQuerySet(LockingQuerySet["SavedSearch"]):
    def visible_to(self, person: Visitor) -> Self:
        """One's own: nobody else knows what somebody looks for."""
        return self.filter(owner=person.pk)

    def to_look_at(self, every: timedelta) -> Self:
        """Whose owner wants mails and may still come in, and that nobody asked for so long."""
        due = timezone.now() - every
        return self.filter(mails=True, owner__is_active=True, looked_at__lte=due).order_by("pk")


class SavedSearch(models.Model):
    """`query` is the address of the list as it was understood, without its page."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(_("name"), max_length=120)
    query = models.CharField(max_length=4_000, editable=False)
    mails = models.BooleanField(_("mail me when something new fits"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    looked_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("owner", "query"), name="one_search_once_a_person"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list, asked again."""
        return f"{reverse('search:offer-list')}?{self.query}"
