"""A story's workshop in the words of the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django import template
from django.core.paginator import Page
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.text.rich_text import clean_html
from travel_stories.stories.choices import AuthorRole, BlockKind
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.drafts import BlockComment, StoryChange
from travel_stories.stories.presenters.revisions import revision_in_a_sentence
from travel_stories.stories.states import StoryState
from travel_stories.trips.templatetags.trips import names_in_words, two_figures

register = template.Library()

ICONS: Final = {
    BlockKind.TEXT: "pencil",
    BlockKind.PHOTO: "image",
    BlockKind.GALLERY: "image",
    BlockKind.QUOTE: "message",
    BlockKind.PLACE: "pin",
    BlockKind.ROUTE: "route",
    BlockKind.OFFER: "house",
    BlockKind.ADVICE: "tip",
    BlockKind.SOUND: "bell",
}
TONES: Final = {
    StoryState.DRAFT: "draft",
    StoryState.REREAD: "waiting",
    StoryState.SUBMITTED: "sent",
    StoryState.PUBLISHED: "open",
    StoryState.SENT_BACK: "late",
    StoryState.WITHDRAWN: "declined",
}


@register.filter
def block_icon(block: Block) -> str:
    return ICONS[BlockKind(block.kind)]


@register.filter
def state_tone(state: str) -> str:
    """What the house calls states like this one."""
    return TONES[StoryState(state)]


@register.filter
def authors_line(authors: Iterable[StoryAuthor]) -> str:
    """`Told by Zoé and Samir`; who only reads along isn't named."""
    names = [one.name for one in authors if one.role != AuthorRole.READER]
    return _("Told by %(names)s") % {"names": names_in_words(names)}


@register.filter
def my_part(me: StoryAuthor) -> str:
    """What my seat lets me do, in a sentence."""
    return {
        AuthorRole.LEAD: _("You lead this story."),
        AuthorRole.WRITER: _("You co-write this story."),
        AuthorRole.READER: _("You can read this story and comment on it."),
    }[AuthorRole(me.role)]


@register.filter
def prose(block: Block) -> SafeString:
    """Cleaned when it was written, and once more: what leaves here is set as it is."""
    return mark_safe(clean_html(block.text))  # noqa: S308


@register.filter
def route_words(block: Block) -> str:
    """`Along the Indre · 23 km, 140 m uphill`."""
    pieces = [block.title or _("Route")]
    if block.track:
        km = _("%(km)s km") % {"km": two_figures(block.track.metres / 1000)}
        climb = block.track.climb
        up = _("%(metres)s m of climbing") % {"metres": number_format(climb)} if climb else ""
        pieces.append(", ".join(one for one in (km, up) if one))
    return " · ".join(pieces)


@register.filter
def may_settle(me: StoryAuthor, comment: BlockComment) -> bool:
    return me.has_perm("stories.settle_comment", comment)


@register.filter
def revision_sentence(change: StoryChange) -> str:
    return revision_in_a_sentence(change)


@register.filter
def page_before(page: Page[StoryChange]) -> str:
    return f"?page={page.previous_page_number()}" if page.has_previous() else ""


@register.filter
def page_after(page: Page[StoryChange]) -> str:
    return f"?page={page.next_page_number()}" if page.has_next() else ""
