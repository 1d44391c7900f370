"""Blocks that change by themselves: offers, stories, people and figures of the site."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, IntegerBlock, StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.places import LocalityBlock
from hosting.offers.choices.lists import OfferKind


def how_many(most: int) -> IntegerBlock:
    return IntegerBlock(label=_("How many at most"), min_value=1, max_value=most, default=3)


class OffersBlock(StructBlock):
    """Public offers, the newest first; what is left empty asks for nothing."""

    title = CharBlock(label=_("Title"), max_length=120)
    community = SnippetChooserBlock("communities.Community", label=_("Community"), required=False)
    kind = ChoiceBlock(label=_("Kind"), choices=OfferKind.choices, required=False)
    interest = SnippetChooserBlock("communities.Interest", label=_("Interest"), required=False)
    count = how_many(9)

    class Meta:
        icon = "home"
        template = "blocks/offers.html"
        label = _("Offers")
        description = _("The newest offers of a community, a kind or an interest, as cards.")
        preview_value: ClassVar = {"title": _("You are welcome here"), "count": 3}


class StoriesBlock(StructBlock):
    """Published stories, the newest first."""

    title = CharBlock(label=_("Title"), max_length=120)
    place = LocalityBlock(label=_("Around this commune"), required=False)
    interest = SnippetChooserBlock("communities.Interest", label=_("Interest"), required=False)
    count = how_many(6)

    class Meta:
        icon = "openquote"
        template = "blocks/stories.html"
        label = _("Stories")
        description = _("What was told around a place or of an interest.")
        preview_value: ClassVar = {"title": _("Stories from here"), "count": 3}


class PeopleBlock(StructBlock):
    """Those who host, by the name that they show to everybody."""

    title = CharBlock(label=_("Title"), max_length=120)
    community = SnippetChooserBlock("communities.Community", label=_("Community"))

    class Meta:
        icon = "group"
        template = "blocks/people.html"
        label = _("People of the place")
        description = _("Those of a community who welcome, by the name that they show.")
        preview_value: ClassVar = {"title": _("Who welcomes you")}


class FiguresBlock(StructBlock):
    """What the co-operative is worth, counted anew by the server."""

    title = CharBlock(label=_("Title"), max_length=200)

    class Meta:
        icon = "list-ol"
        template = "blocks/figures.html"
        label = _("Figures")
        description = _("Nights in solidarity, communities and stories, counted by the server.")
        preview_value: ClassVar = {"title": _("What we share")}
