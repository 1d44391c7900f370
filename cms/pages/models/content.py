"""What the co-operative has to say about itself: charter, legal notice, privacy, credits."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.blocks.streams import BlocksField, StoryBlocks
from cms.pages.choices import FooterColumn
from cms.pages.models.languages import TranslatedPage


class FooterPage(TranslatedPage):
    """A page that the footer leads to; an empty column leaves it out."""

    footer_column = models.CharField(
        _("footer column"), max_length=16, choices=FooterColumn, blank=True
    )

    promote_panels: ClassVar = [
        *TranslatedPage.promote_panels,
        FieldPanel(
            "footer_column", help_text=_("Leave empty to keep this page out of the footer.")
        ),
    ]

    class Meta:
        abstract = True


class ContentPage(FooterPage):
    lead = models.CharField(_("description in two sentences"), max_length=400, blank=True)
    body = BlocksField(StoryBlocks(), verbose_name=_("text"))

    content_panels: ClassVar = [
        *TranslatedPage.content_panels,
        FieldPanel("lead", help_text=_("Shown under the title and in search engines.")),
        FieldPanel("body"),
    ]
    promote_panels: ClassVar = [
        *TranslatedPage.promote_panels,
        FieldPanel(
            "footer_column", help_text=_("Leave empty to keep this page out of the footer.")
        ),
    ]
    parent_page_types: ClassVar = ["pages.HomePage", "pages.ContentPage"]
    subpage_types: ClassVar = ["pages.ContentPage", "pages.CreditsPage"]

    page_description = _(
        "A page about the co-operative itself: charter, help, legal "
        "notice. The footer can link to it."
    )

    class Meta:
        verbose_name = _("content page")


class CreditsPage(FooterPage):
    """Whose data, words and photographs the site shows. Photographs list themselves."""

    body = BlocksField(StoryBlocks(), verbose_name=_("sources"))

    content_panels: ClassVar = [*FooterPage.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar = ["pages.HomePage", "pages.ContentPage"]
    subpage_types: ClassVar[list[str]] = []

    page_description = _("Where data, text and photos come from. Photos are listed automatically.")

    class Meta:
        verbose_name = _("credits page")
