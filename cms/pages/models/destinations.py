"""Pages of destinations, and the page that lists them."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.blocks.streams import BlocksField, StoryBlocks
from cms.pages.models.languages import TranslatedPage
from commons.accounts.permissions import Visitor
from commons.media.models import Photo
from hosting.communities.models.communities import Community, Membership


class DestinationIndexPage(TranslatedPage):
    """Lists every destination that has a page."""

    lead = models.CharField(_("description in two sentences"), max_length=400)

    content_panels: ClassVar = [
        *TranslatedPage.content_panels,
        FieldPanel("lead", help_text=_("Shown under the title, on cards and in search engines.")),
    ]
    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar = ["pages.DestinationPage", "pages.ThemePage"]

    page_description = _("The list of all destinations. You only need one per language.")

    class Meta:
        verbose_name = _("list of destinations")


class DestinationPage(TranslatedPage):
    """A place in the words of one or more communities. It follows no administrative border."""

    lead = models.CharField(_("description in two sentences"), max_length=400)
    photo = models.ForeignKey(
        Photo,
        verbose_name=_("cover photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    communities = ParentalManyToManyField(
        Community, verbose_name=_("communities"), related_name="destinations"
    )
    body = BlocksField(StoryBlocks(), verbose_name=_("the place"))
    without_car = models.TextField(_("how to get here without a car"), blank=True)

    content_panels: ClassVar = [
        *TranslatedPage.content_panels,
        FieldPanel("lead", help_text=_("Shown under the title, on cards and in search engines.")),
        FieldPanel("photo", help_text=_("A wide photo. Without one, the page opens with the map.")),
        FieldPanel(
            "communities",
            widget=forms.CheckboxSelectMultiple,
            help_text=_("The page’s map, offers, stories and people come from these communities."),
        ),
        FieldPanel(
            "body",
            help_text=_(
                "Begin with what people find in this place. A quote says more than an adjective."
            ),
        ),
        FieldPanel(
            "without_car",
            help_text=_(
                "Station, bus, bicycle: where from, how long it takes, and what runs on Sundays."
            ),
        ),
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

    page_description = _(
        "A place described by the communities that live there: why "
        "visit, and how to get there without a car."
    )

    class Meta:
        verbose_name = _("destination")

    @cached_property
    def tellers(self) -> list[Community]:
        """Its communities: several parts of the page ask for them, and one read does."""
        return list(self.communities.select_related("locality").order_by("name", "pk"))


def destinations_coordinated_by(person: Visitor) -> QuerySet[DestinationPage]:
    """Pages of the communities that this person coordinates, published or not yet."""
    communities = Community.objects.filter(
        pk__in=Membership.objects.coordinating(person).values("community")
    )
    pages: QuerySet[DestinationPage] = DestinationPage.objects.select_related("locale")
    pages = pages.filter(communities__in=communities)
    return pages.distinct().order_by("title", "pk")
