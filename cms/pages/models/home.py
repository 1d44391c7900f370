"""The home page: two entry cards of the same weight, and what the co-operative says of itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.blocks.streams import BlocksField, StepBlocks, StoryBlocks
from cms.pages.models.languages import TranslatedPage
from commons.media.models import Photo


class HomePage(TranslatedPage):
    """One in each language."""

    lead = models.CharField(_("in two sentences"), max_length=400)
    map_door = models.CharField(_("words on the door of the map"), max_length=200)
    stories_door = models.CharField(_("words on the door of the stories"), max_length=200)
    photo = models.ForeignKey(
        Photo,
        verbose_name=_("photograph on the door of the stories"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    steps = BlocksField(StepBlocks(), verbose_name=_("how things go here"), blank=True)
    body = BlocksField(StoryBlocks(), verbose_name=_("who we are"), blank=True)

    content_panels: ClassVar = [
        *TranslatedPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("map_door"),
        FieldPanel("stories_door"),
        FieldPanel("photo"),
        FieldPanel("steps"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")
