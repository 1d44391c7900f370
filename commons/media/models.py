"""Photographs: what a person uploaded, cleaned, and the sizes made of it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Licence(models.TextChoices):
    """Under which terms others may use a picture (SPDX identifiers)."""

    CC_BY_SA = "CC-BY-SA-4.0", _("Creative Commons BY-SA 4.0")
    CC_BY = "CC-BY-4.0", _("Creative Commons BY 4.0")
    CC0 = "CC0-1.0", _("Creative Commons Zero")
    PUBLIC_DOMAIN = "public-domain", _("Public domain")
    ALL_RIGHTS = "all-rights-reserved", _("All rights reserved")


class Photo(AbstractImage):
    """A photograph. Its `description` is the alternative text: what is to be seen."""

    credit = models.CharField(_("credit"), max_length=160, blank=True)
    licence = models.CharField(
        _("licence"), max_length=24, choices=Licence, default=Licence.CC_BY_SA
    )

    admin_form_fields = (*Image.admin_form_fields, "credit", "licence")


class Rendition(AbstractRendition):
    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together: ClassVar = [("image", "filter_spec", "focal_point_key")]
