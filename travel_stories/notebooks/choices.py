"""What a paper of a trip can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Paper(models.TextChoices):
    """By its media type; the extension is ours and never the uploaded one."""

    PDF = "application/pdf", _("PDF")
    JPEG = "image/jpeg", _("Image (JPEG)")
    PNG = "image/png", _("Image (PNG)")
    TEXT = "text/plain", _("Text")

    @property
    def extension(self) -> str:
        return {Paper.PDF: "pdf", Paper.JPEG: "jpg", Paper.PNG: "png", Paper.TEXT: "txt"}[self]
