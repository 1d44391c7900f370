"""What several places have in common: a river, a craft, a way of travelling."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.blocks.streams import BlocksField, StoryBlocks
from cms.pages.models.languages import TranslatedPage
from commons.media.models import Photo
from hosting.communities.models.terms import Interest


class ThemePage(TranslatedPage):
    """Offers and stories of its interests follow the editors' words by themselves."""

    lead = models.CharField(_("description in two sentences"), max_length=400)
    photo = models.ForeignKey(
        Photo,
        verbose_name=_("cover photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    interests = ParentalManyToManyField(
        Interest, verbose_name=_("interests"), blank=True, related_name="+"
    )
    body = BlocksField(StoryBlocks(), verbose_name=_("the theme"))

    content_panels: ClassVar = [
        *TranslatedPage.content_panels,
        FieldPanel("lead", help_text=_("Shown under the title, on cards and in search engines.")),
        FieldPanel(
            "photo", help_text=_("A wide photo. Without one, the page opens with its text.")
        ),
        FieldPanel(
            "interests",
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Offers and stories with one of these interests appear on the page."),
        ),
        FieldPanel("body"),
    ]
    override_translatable_fields: ClassVar = [
        TranslatableField("lead"),
        TranslatableField("body"),
        SynchronizedField("photo"),
        SynchronizedField("interests"),
    ]
    parent_page_types: ClassVar = ["pages.HomePage", "pages.DestinationIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    page_description = _(
        "What several places have in common: a river, a craft, a way of travelling."
    )

    class Meta:
        verbose_name = _("theme page")
