"""What coordinators write to all members of a community."""

from __future__ import annotations

from typing import Final, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from core.ids import new_public_id
from hosting.communities.models.communities import Community, Membership

WORDS_LIMIT: Final = 5_000  # characters


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Active members of its community read it."""
        if not visitor.is_authenticated:
            return self.none()
        mine = Membership.objects.active().filter(person=visitor.pk)
        return self.filter(community__in=mine.values("community"))

    def to_forget(self) -> Self:
        return self.filter(sent_at__lte=timezone.now() - settings.HOSTING_ANNOUNCEMENTS_KEPT)


class Announcement(models.Model):
    """One message to all members. It is sent once; nobody changes it."""

    wagtail_reference_index_ignore = True
    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="announcements")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("subject line"), max_length=120)
    words = models.TextField(_("message"), max_length=WORDS_LIMIT)
    recipients = models.PositiveIntegerField(default=0, editable=False)
    sent_at = models.DateTimeField(auto_now_add=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("message to all members")
        verbose_name_plural = _("messages to all members")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("hosting:announcement-detail", args=[self.public_id])
