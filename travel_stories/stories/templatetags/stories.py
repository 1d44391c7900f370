"""Stories in the words of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django import template
from django.conf import settings
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from commons.geography.models import Locality
from core.values.pictures import Picture
from hosting.public_pages.presenters.cards import OfferCard
from travel_stories.stories.exports.epub import as_xhtml
from travel_stories.stories.exports.pictures import FileOf
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.links import StoryLink
from travel_stories.stories.models.stories import Story
from travel_stories.stories.schemas.linked_data import licence_url
from travel_stories.stories.selectors.rendered_stories import RenderedPart, RenderedStory
from travel_stories.stories.selectors.roads import StoryRoad
from travel_stories.stories.states import StoryState
from travel_stories.trip_requests.selectors.additions import add_url
from travel_stories.trips.templatetags.trips import names_in_words

register = template.Library()

STEP_INDEX: Final = {StoryState.REREAD: 1, StoryState.SUBMITTED: 2, StoryState.PUBLISHED: 3}


@register.filter
def in_minutes(minutes: int) -> str:
    return _("%(n)s min") % {"n": minutes}


@register.filter
def story_kicker(rendered_story: RenderedStory) -> str:
    """`Story · Touraine, autumn`."""
    story = rendered_story.story
    season = story.get_season_display().lower() if story.season else ""
    where = ", ".join(part for part in (story.locality and story.locality.name, season) if part)
    return f"{pgettext('story', 'Story')} · {where}" if where else pgettext("story", "Story")


@register.filter
def story_line(rendered_story: RenderedStory) -> str:
    """`13 minutes · Friends · Walking, Rivers`."""
    minutes = ngettext("%(n)s minute", "%(n)s minutes", rendered_story.minutes) % {
        "n": rendered_story.minutes
    }
    party = (
        rendered_story.story.get_travelled_as_display() if rendered_story.story.travelled_as else ""
    )
    themes = ", ".join(theme.name for theme in rendered_story.themes)
    return " · ".join(part for part in (minutes, party, themes) if part)


@register.filter
def way_to_everybody(story: Story) -> list[dict[str, str]]:
    """Steps of its draft: what is behind it, where it stands, what is still to come."""
    later_steps = (
        (_("Write the story"), _("On your own or with others, for as long as you like.")),
        (
            _("The people named give their consent"),
            _(
                "Each person sees the parts about them and answers for each: “Yes”, “Blur me” or "
                "“Cut this part”."
            ),
        ),
        (
            _("Someone else reviews it"),
            _(
                "A coordinator from one of the places you write about, or "
                "someone from the co-operative, reviews the story. No one "
                "publishes alone."
            ),
        ),
        (_("Everyone can read it"), _("Under the licence you chose, with your names.")),
    )
    here = STEP_INDEX.get(StoryState(story.state), 0)
    states = ["done"] * here + ["current"] + [""] * len(later_steps)
    return [
        {"title": title, "text": text, "state": state}
        for (title, text), state in zip(later_steps, states, strict=False)
    ]


@register.filter
def credits_in_words(rendered_story: RenderedStory) -> str:
    """`Told by Zoé and Samir`."""
    if not rendered_story.credits:
        return _("Told by people who prefer not to be named")
    return _("Told by %(names)s") % {"names": names_in_words(list(rendered_story.credits))}


@register.filter
def licence_address(story: Story) -> str:
    return licence_url(story.licence)


@register.filter
def road_in_words(road: StoryRoad) -> str:
    """`Five places, 168 km`."""
    places = ngettext("%(n)s place", "%(n)s places", len(road.stops)) % {"n": len(road.stops)}
    far = _("%(km)s km") % {"km": number_format(road.kilometres)} if road.kilometres else ""
    return ", ".join(part for part in (places, far) if part)


@register.filter
def route_in_words(part: RenderedPart) -> str:
    """`Along the Indre · 23 km, 140 m uphill`."""
    pieces = [part.title or _("Route")]
    if part.track:
        km = _("%(km)s km") % {"km": number_format(round(part.track.metres / 1000, 1))}
        climb = part.track.climb
        up = _("%(metres)s m of climbing") % {"metres": number_format(climb)} if climb else ""
        pieces.append(", ".join(one for one in (km, up) if one))
    return " · ".join(pieces)


@register.filter
def strip_of(strips: Mapping[str, str], key: str) -> str:
    return strips.get(key, "")


@register.filter
def card_of(cards: Mapping[int, OfferCard], part: RenderedPart) -> OfferCard | None:
    return cards.get(part.offer.pk) if part.offer else None


@register.filter
def xhtml(part: RenderedPart) -> SafeString:
    return as_xhtml(part.html)


@register.filter
def closed(html: str) -> SafeString:
    """HTML of our own making, as XML has it."""
    return as_xhtml(html)


@register.filter
def file_of(pictures: Mapping[str, FileOf], picture: Picture) -> FileOf | None:
    return pictures.get(picture.url)


@register.filter
def add_place_url(place: Locality) -> str:
    """The page that asks into which trip this place goes."""
    return add_url(place=place.code)


@register.filter
def may_write_story(author: StoryAuthor) -> bool:
    return author.has_perm("stories.write_story", author.story)


@register.filter
def may_lead_story(author: StoryAuthor) -> bool:
    return author.has_perm("stories.lead_story", author.story)


@register.filter
def whole_story_link(link: StoryLink) -> str:
    return f"{settings.BASE_URL}{link.get_absolute_url()}"
