"""What editorial pages show of the packages below."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template import Context
from wagtail.blocks import BoundBlock
from wagtail.models import Page

from cms.blocks.presenters.pictures import photo_credits
from cms.pages.models import DestinationIndexPage, DestinationPage, HomePage, ThemePage
from cms.pages.models.languages import TranslatedPage
from cms.pages.presenters.chapters import Chapter, chapters_of, opening_and_rest
from cms.pages.presenters.destinations import (
    DestinationContext,
    destination_context,
    destinations_under,
)
from cms.pages.presenters.home_page import HomePageContext, home_page_context
from cms.pages.presenters.navigation import way_to_stories
from cms.pages.presenters.themes import Themed, themed_in
from cms.pages.presenters.translations import Note, note_of
from cms.pages.schemas import Shared, shared
from travel_stories.stories.presenters.place_highlights import PlaceHighlight
from ui.navigation import Link

register = template.Library()


@register.simple_tag
def language_note(page: Page, shown_language: str) -> Note | None:
    return note_of(page, shown_language)


@register.simple_tag
def steps_here() -> tuple[Link, ...]:
    return way_to_stories()


@register.simple_tag(takes_context=True)
def shared_card(context: Context, page: TranslatedPage) -> Shared:
    return shared(page, context["request"])


@register.simple_tag
def front(page: HomePage) -> HomePageContext:
    return home_page_context(page)


@register.simple_tag
def destination_data(page: DestinationPage) -> DestinationContext:
    return destination_context(page)


@register.simple_tag
def themed(page: ThemePage) -> Themed:
    return themed_in(page)


@register.simple_tag
def chapters(stream: Iterable[BoundBlock]) -> list[Chapter]:
    return chapters_of(stream)


@register.simple_tag
def opening(stream: Iterable[BoundBlock]) -> tuple[Chapter, list[Chapter]]:
    return opening_and_rest(stream)


@register.simple_tag(takes_context=True)
def destinations(context: Context, page: DestinationIndexPage) -> list[PlaceHighlight]:
    return destinations_under(page, context["request"])


@register.simple_tag
def credited_photos() -> list[tuple[str, str]]:
    return photo_credits()
