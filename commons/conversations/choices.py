"""What can come with a message."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileKind(models.TextChoices):
    """By its media type; the extension is ours and never the uploaded one."""

    JPEG = "image/jpeg", _("Photo (JPEG)")
    PNG = "image/png", _("Photo (PNG)")
    PDF = "application/pdf", _("PDF")

    @property
    def extension(self) -> str:
        return {FileKind.JPEG: "jpg", FileKind.PNG: "png", FileKind.PDF: "pdf"}[self]

    @property
    def is_picture(self) -> bool:
        return self is not FileKind.PDF
