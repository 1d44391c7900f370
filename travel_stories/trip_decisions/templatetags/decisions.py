"""Ideas, polls and documents in the words of the page."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text.formatting import format_date_range, format_day
from core.values.dates import DateRange
from travel_stories.trip_decisions.choices import Opinion
from travel_stories.trip_decisions.models.deciding import PollOption
from travel_stories.trip_decisions.selectors.decisions import IdeaCard
from travel_stories.trip_decisions.selectors.results import PollResult
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.templatetags.trips import names_in_words

register = template.Library()

ICONS = {Opinion.FOR: "check", Opinion.AGAINST: "x", Opinion.WHATEVER: "hand"}


@register.filter
def option_words(option: PollOption) -> str:
    """`Wednesday 12 – Sunday 16 May, 5 days`, or the words of a choice."""
    if option.first_day is None or option.last_day is None:
        return option.words
    if option.first_day == option.last_day:
        return format_day(option.first_day, weekday=True)
    params = {"dates": format_date_range(DateRange(option.first_day, option.last_day))}
    days = ngettext("%(dates)s, %(n)s day", "%(dates)s, %(n)s days", option.days)
    return days % (params | {"n": option.days})


@register.filter
def day_numbers(days: int) -> range:
    """The days of a trip, as something to choose from."""
    return range(1, days + 1)


@register.filter
def are_dates_of(option: PollOption, trip: Trip) -> bool:
    """The trip has exactly these dates already."""
    return trip.starts_on == option.first_day and trip.days == option.days


@register.filter
def result_words(result: PollResult) -> str:
    """What the group chose, in a sentence; a tie is called a tie."""
    names = [_("“%(what)s”") % {"what": option_words(line.option)} for line in result.leaders]
    if not names:
        return _("No one chose an option.")
    voices = result.leaders[0].approvals
    params = {"names": names_in_words(names), "n": voices}
    if len(names) == 1:
        return (
            ngettext(
                "Chosen: %(names)s, with %(n)s vote.",
                "Chosen: %(names)s, with %(n)s votes.",
                voices,
            )
            % params
        )
    return (
        ngettext(
            "Tie between %(names)s, with %(n)s vote each.",
            "Tie between %(names)s, with %(n)s votes each.",
            voices,
        )
        % params
    )


@register.filter
def tallied(approvals: int, result: PollResult) -> str:
    """`3 of 4`: how many of those who voted; nothing where nobody has."""
    if not result.voters:
        return ""
    return _("%(n)s of %(all)s") % {"n": approvals, "all": len(result.voters)}


@register.filter
def vote_buttons(card: IdeaCard) -> list[dict[str, object]]:
    """The three buttons of an idea. Pressing the one that is pressed takes the voice back."""
    return [
        {
            "label": opinion.label,
            "value": "" if card.mine == opinion else opinion.value,
            "count": len(card.members_by_opinion[opinion]),
            "is_mine": card.mine == opinion,
            "icon": ICONS[opinion],
        }
        for opinion in Opinion
    ]


@register.filter
def who_says(card: IdeaCard) -> list[str]:
    """`For: Zoé and Samir`, a line for each opinion that somebody has."""
    return [
        _("%(opinion)s: %(names)s")
        % {
            "opinion": opinion.label,
            "names": names_in_words([member.name for member in card.members_by_opinion[opinion]]),
        }
        for opinion in Opinion
        if card.members_by_opinion[opinion]
    ]
