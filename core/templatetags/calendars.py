"""The nights of a month. Drawn here, not in a template: a page shows sixty of them."""

from datetime import date

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from core.calendars import Night
from core.templatetags.words import night_state

register = template.Library()


@register.simple_tag
def night(shown: Night, today: date, name: str = "") -> SafeString:
    """A link where it has an address, a button where it has a value to send, else a square."""
    code = shown.state.replace("_", "-")
    words = escape(str(night_state(code)))
    marks = f'class="calendar-month__day" data-state="{code}"'
    if shown.date == today:
        marks += ' aria-current="date"'
    inside = f'{shown.date.day}<span class="visually-hidden"> {words}</span>'
    if shown.url:
        return SafeString(f'<a {marks} href="{escape(shown.url)}">{inside}</a>')
    if name and shown.value:
        sent = f'type="submit" name="{escape(name)}" value="{escape(shown.value)}"'
        return SafeString(f"<button {marks} {sent}>{inside}</button>")
    return SafeString(f"<span {marks}>{inside}</span>")
