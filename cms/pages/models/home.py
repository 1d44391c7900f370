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

    lead = models.CharField(_("description in two sentences"), max_length=400)
    map_door = models.CharField(_("text on the map card"), max_length=200)
    stories_door = models.CharField(_("text on the stories card"), max_length=200)
    photo = models.ForeignKey(
        Photo,
        verbose_name=_("photo on the stories card"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    steps = BlocksField(StepBlocks(), verbose_name=_("how it works"), blank=True)
    body = BlocksField(StoryBlocks(), verbose_name=_("who we are"), blank=True)

    content_panels: ClassVar = [
        *TranslatedPage.content_panels,
        FieldPanel("lead", help_text=_("Shown under the title. Say what people find here.")),
        FieldPanel("map_door", help_text=_("One sentence. Both cards are the same size.")),
        FieldPanel("stories_door", help_text=_("One sentence. Both cards are the same size.")),
        FieldPanel("photo"),
        FieldPanel("steps"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar = ["wagtailcore.Page"]

    page_description = _("The home page of the site. There is one for each language.")

    class Meta:
        verbose_name = _("home page")
