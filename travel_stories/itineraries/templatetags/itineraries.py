"""Itineraries in the words of the page."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.utils.translation import gettext as _

from commons.geography.choices import TravelMode
from travel_stories.itineraries.choices import StageKind
from travel_stories.itineraries.models.itineraries import Itinerary, ItineraryFrame
from travel_stories.itineraries.presenters.lists import (
    days_in_words,
    modes_in_words,
    months_in_words,
)
from travel_stories.itineraries.presenters.pages import placed_stops
from travel_stories.itineraries.selectors import RenderedItinerary, Stop
from travel_stories.itineraries.states import ItineraryState
from travel_stories.stories.schemas.linked_data import licence_url
from travel_stories.trips.templatetags.trips import MODE_ICONS, names_in_words, two_figures

register = template.Library()

TONES: Final = {
    ItineraryState.DRAFT: "draft",
    ItineraryState.SUBMITTED: "sent",
    ItineraryState.PUBLISHED: "open",
    ItineraryState.SENT_BACK: "late",
    ItineraryState.WITHDRAWN: "declined",
}
STEP_INDEX: Final = {ItineraryState.SUBMITTED: 1, ItineraryState.PUBLISHED: 2}


@register.filter
def itinerary_tone(itinerary: Itinerary) -> str:
    """What the house calls states like this one."""
    return TONES[ItineraryState(itinerary.state)]


@register.filter
def in_days(days: int) -> str:
    return days_in_words(days)


@register.filter
def itinerary_kicker(rendered_itinerary: RenderedItinerary) -> str:
    """`Itinerary · 5 days · by bicycle, by regional train`."""
    pieces = (
        _("Itinerary"),
        days_in_words(rendered_itinerary.frame.days),
        modes_in_words(rendered_itinerary.modes),
    )
    return " · ".join(part for part in pieces if part)


@register.filter
def itinerary_line(rendered_itinerary: RenderedItinerary) -> str:
    """`April to October · Walking, Rivers`."""
    months = months_in_words(
        rendered_itinerary.frame.season_from, rendered_itinerary.frame.season_until
    )
    return " · ".join(part for part in (months, ", ".join(rendered_itinerary.themes)) if part)


@register.filter
def composed_by(rendered_itinerary: RenderedItinerary) -> str:
    """`Composed by Odile and Yann`."""
    if not rendered_itinerary.credits:
        return _("Created by people who prefer not to be named")
    return _("Created by %(names)s") % {"names": names_in_words(list(rendered_itinerary.credits))}


@register.filter
def itinerary_licence(frame: ItineraryFrame) -> str:
    return licence_url(frame.licence)


@register.filter
def lies_somewhere(rendered_itinerary: RenderedItinerary) -> bool:
    return bool(placed_stops(rendered_itinerary))


@register.filter
def way_in_figures(rendered_itinerary: RenderedItinerary) -> str:
    """What all legs come to, as far as they are told."""
    if not rendered_itinerary.legs:
        return ""
    figures = {
        "km": two_figures(rendered_itinerary.kilometres),
        "kg": two_figures(rendered_itinerary.carbon),
    }
    return _("%(km)s km in total, %(kg)s kg CO₂e per person") % figures


@register.filter
def onward(stop: Stop) -> str:
    """`Onward by bicycle`."""
    return _("Then %(mode)s") % {"mode": TravelMode(stop.stage.mode).label}


@register.filter
def way_icon(stop: Stop) -> str:
    return MODE_ICONS.get(TravelMode(stop.stage.mode), "route")


@register.filter
def stop_icon(stop: Stop) -> str:
    if stop.card:
        return stop.card.icon
    return "stories" if stop.stage.kind == StageKind.STORY else "pin"


@register.filter
def way_of_itinerary(itinerary: Itinerary) -> list[dict[str, str]]:
    """Steps of its draft: what is behind it, where it stands, what is still to come."""
    later_steps = (
        (_("Create the itinerary"), _("On your own or with members of your community.")),
        (
            _("Someone else reviews it"),
            _(
                "A coordinator from one of the places the itinerary passes "
                "through. No one publishes alone."
            ),
        ),
        (_("Everyone can read it"), _("Under the licence you chose, with your names.")),
    )
    here = STEP_INDEX.get(ItineraryState(itinerary.state), 0)
    states = ["done"] * here + ["current"] + [""] * len(later_steps)
    return [
        {"title": title, "text": text, "state": state}
        for (title, text), state in zip(later_steps, states, strict=False)
    ]


@register.simple_tag
def choice_url(page: Page[Any], step: int, words: str, day: int) -> str:
    """The page before or after this one, or nothing."""
    number = page.number + step
    if not 1 <= number <= page.paginator.num_pages:
        return ""
    asked = {"day": day, "q": words, "page": number}
    return "?" + urlencode({name: value for name, value in asked.items() if value})
