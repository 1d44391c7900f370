"""Blocks that change by themselves: offers, stories, people and figures of the site."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, IntegerBlock, StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.places import LocalityBlock
from hosting.offers.choices.lists import OfferKind


def how_many(most: int) -> IntegerBlock:
    return IntegerBlock(label=_("Maximum number of cards"), min_value=1, max_value=most, default=3)


class OffersBlock(StructBlock):
    """Public offers, the newest first; what is left empty asks for nothing."""

    title = CharBlock(label=_("Title"), max_length=120)
    community = SnippetChooserBlock("communities.Community", label=_("Community"), required=False)
    kind = ChoiceBlock(label=_("Type"), choices=OfferKind.choices, required=False)
    interest = SnippetChooserBlock("communities.Interest", label=_("Interest"), required=False)
    count = how_many(9)

    class Meta:
        icon = "home"
        template = "blocks/offers.html"
        label = _("Offers")
        description = _(
            "The latest offers from one community, of one type or about one "
            "interest, shown as cards."
        )
        preview_value: ClassVar = {"title": _("You’ll be welcome here"), "count": 3}


class StoriesBlock(StructBlock):
    """Published stories, newest first."""

    title = CharBlock(label=_("Title"), max_length=120)
    place = LocalityBlock(label=_("Near this town or village"), required=False)
    interest = SnippetChooserBlock("communities.Interest", label=_("Interest"), required=False)
    count = how_many(6)

    class Meta:
        icon = "openquote"
        template = "blocks/stories.html"
        label = _("Stories")
        description = _("The latest stories from around a place or about an interest.")
        preview_value: ClassVar = {"title": _("Stories from here"), "count": 3}


class PeopleBlock(StructBlock):
    """Those who host, by the name that they show to everybody."""

    title = CharBlock(label=_("Title"), max_length=120)
    community = SnippetChooserBlock("communities.Community", label=_("Community"))

    class Meta:
        icon = "group"
        template = "blocks/people.html"
        label = _("Local people")
        description = _("The members of a community who host, shown under their public names.")
        preview_value: ClassVar = {"title": _("Meet the hosts")}


class FiguresBlock(StructBlock):
    """What the co-operative is worth, counted anew by the server."""

    title = CharBlock(label=_("Title"), max_length=200)

    class Meta:
        icon = "list-ol"
        template = "blocks/figures.html"
        label = _("Figures")
        description = _("Solidarity nights, communities and stories, counted automatically.")
        preview_value: ClassVar = {"title": _("What we share")}
