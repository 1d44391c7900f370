"""What an editor recorded of a place, and its words for those who can't hear it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.ids import new_public_id


class Recording(models.Model):
    """Without what its device wrote into it. Nobody finds it but through a page."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    title = models.CharField(_("title"), max_length=120)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES_SPOKEN, default="fr"
    )
    file = models.FileField(
        _("file"),
        upload_to="recordings/",
        help_text=_("MP3, M4A, Ogg or Opus, up to 28 MB."),
    )
    transcript = models.TextField(
        _("transcript"),
        max_length=20_000,
        help_text=_(
            "Write down every word and describe any other sounds, for people "
            "who read instead of listening."
        ),
    )
    mime = models.CharField(max_length=40, editable=False)
    seconds = models.PositiveIntegerField(null=True, editable=False)
    size = models.PositiveIntegerField(default=0, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cms:recording", args=[self.public_id])
