"""The nights of a month. Drawn here, not in a template: a page shows sixty of them."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from html import escape

from django import template
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy

from ui.calendars import Night

register = template.Library()

NIGHT_STATES = {
    "free": pgettext_lazy("night", "free"),
    "on-request": pgettext_lazy("night", "on request"),
    "taken": pgettext_lazy("night", "taken"),
    "closed": pgettext_lazy("night", "closed"),
    "chosen": pgettext_lazy("night", "chosen"),
    "between": pgettext_lazy("night", "chosen"),
    "departure": pgettext_lazy("night", "departure"),
    "past": pgettext_lazy("night", "past"),
}

type Week = Iterable[Night | None]  # seven


@register.simple_tag
def weekdays() -> SafeString:
    """The heads of the columns: Monday to Sunday, short, and whole for whoever asks."""
    return _weekdays(get_language())


@cache  # the same for everybody, in each language
def _weekdays(_language: str | None) -> SafeString:
    days = ((WEEKDAYS[number], WEEKDAYS_ABBR[number]) for number in range(7))
    return format_html_join("", '<th scope="col"><abbr title="{}">{}</abbr></th>', days)


@register.simple_tag
def nights(weeks: Iterable[Week], today: date, name: str = "") -> SafeString:
    """The rows of a month; each night says what it is to those who don't see its shape."""
    words, sent_as = _words(get_language()), escape(name)
    rows = []
    for week in weeks:
        cells = (f"<td>{_night(one, words, today, sent_as) if one else ''}</td>" for one in week)
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return SafeString("".join(rows))


@cache
def _words(_language: str | None) -> Mapping[str, str]:
    return {code: escape(str(word)) for code, word in NIGHT_STATES.items()}


def _night(night: Night, words: Mapping[str, str], today: date, name: str) -> str:
    """A link where it has an address, a button where it has a value to send, else a square."""
    code = night.state.replace("_", "-")
    marks = f'class="calendar-month__day" data-state="{code}"'
    if night.date == today:
        marks += ' aria-current="date"'
    state = words[code]
    if night.words:
        state = f"{state}, {escape(night.words)}"
        marks += f' title="{escape(night.words)}"'
    inside = f'{night.date.day}<span class="visually-hidden"> {state}</span>'
    if night.url:
        return f'<a {marks} href="{escape(night.url)}">{inside}</a>'
    if name and night.value:
        sent = f'type="submit" name="{name}" value="{escape(night.value)}"'
        return f"<button {marks} {sent}>{inside}</button>"
    return f"<span {marks}>{inside}</span>"
