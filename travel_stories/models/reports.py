"""What readers report about a story, and the secret links to one that isn't published yet."""

from __future__ import annotations

from typing import Final, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.ids import new_public_id
from core.tokens import is_token_of, new_nonce, public_id_of, token_of
from travel_stories.enums import ReportReason, ReportState, StoryState
from travel_stories.models.authors import StoryAuthor
from travel_stories.models.stories import Story

SALT: Final = "travel_stories.story_link"


class StoryReport(models.Model):
    """A notice after article 16 of Regulation (EU) 2022/2065. Nobody needs an account for it."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(_("what is wrong"), max_length=12, choices=ReportReason)
    words = models.TextField(
        _("where, and why"),
        max_length=2000,
        help_text=_("The chapter or the sentence, so that we find it."),
    )
    name = models.CharField(_("your name"), max_length=80, blank=True)
    email = models.EmailField(
        _("your e-mail"), blank=True, help_text=_("If you want to hear what becomes of it.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="story_reports",
    )
    state = models.CharField(max_length=8, choices=ReportState, default=ReportState.OPEN)
    decision = models.TextField(_("what was decided, and why"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=10, default="fr")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("report of a reader")
        verbose_name_plural = _("reports of readers")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.reason} {self.public_id}"


class StoryLinkQuerySet(models.QuerySet["StoryLink"]):
    def good(self) -> Self:
        """Not taken back, and by somebody who still tells this story."""
        return self.filter(revoked_at=None, by__left_at=None).exclude(
            story__state=StoryState.DELETED
        )

    def with_token(self, token: str) -> StoryLink | None:
        found = self.good().filter(public_id=public_id_of(token)).select_related("story").first()
        return found if found and found.is_token(token) else None


class StoryLink(models.Model):
    """Shows the draft to whoever has it. There is none until an author makes one."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="links")
    by = models.ForeignKey(StoryAuthor, on_delete=models.CASCADE, related_name="links")
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = StoryLinkQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Link {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("travel_stories:story-look", args=[self.token])

    @property
    def token(self) -> str:
        return token_of(SALT, self.public_id, self.nonce)

    def is_token(self, token: str) -> bool:
        return is_token_of(token, SALT, self.public_id, self.nonce)
