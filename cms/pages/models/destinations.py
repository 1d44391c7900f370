"""Pages of destinations, and the page that lists them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.blocks.streams import BlocksField, StoryBlocks
from cms.pages.models.languages import TranslatedPage
from commons.media.models import Photo
from hosting.communities.models.communities import Community


class DestinationIndexPage(TranslatedPage):
    """Lists every destination that has a page."""

    lead = models.CharField(_("in two sentences"), max_length=400)

    content_panels: ClassVar = [*TranslatedPage.content_panels, FieldPanel("lead")]
    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar = ["pages.DestinationPage", "pages.ThemePage"]

    class Meta:
        verbose_name = _("stories of places")


class DestinationPage(TranslatedPage):
    """A place in the words of one or more communities. It follows no administrative border."""

    lead = models.CharField(_("in two sentences"), max_length=400)
    photo = models.ForeignKey(
        Photo,
        verbose_name=_("leading photograph"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    communities = ParentalManyToManyField(
        Community, verbose_name=_("told by"), related_name="destinations"
    )
    body = BlocksField(StoryBlocks(), verbose_name=_("the place"))
    without_car = models.TextField(_("how to come without a car"), blank=True)

    content_panels: ClassVar = [
        *TranslatedPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("photo"),
        FieldPanel("communities"),
        FieldPanel("body"),
        FieldPanel("without_car"),
    ]
    override_translatable_fields: ClassVar = [
        TranslatableField("lead"),
        TranslatableField("body"),
        TranslatableField("without_car"),
        SynchronizedField("photo"),
        SynchronizedField("communities"),
    ]
    parent_page_types: ClassVar = ["pages.DestinationIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("destination")

    @cached_property
    def tellers(self) -> list[Community]:
        """Its communities: several parts of the page ask for them, and one read does."""
        return list(self.communities.select_related("locality").order_by("name", "pk"))
