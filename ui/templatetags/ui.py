"""Icons, drawings and form controls, so that a template names what it means."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from django import template
from django.forms import BaseForm, BoundField, widgets
from django.forms.boundfield import BoundWidget
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.values.money import Money
from ui.form_errors import field_errors, form_sentences, has_form_errors

register = template.Library()

SPRITE, MORE = "img/icons.svg", "img/more-icons.svg"  # the second: what few pages show
STATIC = Path(__file__).parent.parent / "static"
DIAL = 56.5  # the circumference of the clock's ring
GAP = 5  # between the parts of a price
FLIGHT = ((10, 18, 64), (118, 62, 36), (190, 2, 44), (256, 70, 26))  # x, y and size of swallows

MODE_ICONS = {
    "paid": "coins",
    "solidarity": "solidarity",
    "free-price": "free-price",
    "free": "leaf",
    "service": "hand",
    "house-swap": "swap",
    "local-currency": "local",
    "mutual-credit": "credit",
    "gift": "gift",
}
STATE_ICONS = {
    "draft": "pencil",
    "sent": "send",
    "tentative": "message",
    "held": "check",
    "agreed": "handshake",
    "declined": "x",
    "late": "warning",
    "open": "check",
    "waiting": "eye",
    "info": "info",
}
NOTICE_ICONS = {"good": "check", "wait": "clock", "bad": "warning", "place": "key"}


class PricePart(Protocol):
    money: Money


class UnknownIconError(ValueError):
    """The sprite has no such symbol: a slip in a template, never something a person typed."""


@register.simple_tag
@cache  # a page draws thirty of them
def icon(name: str, size: str = "", for_theme: str = "") -> SafeString:
    """A line icon; it never speaks, the word beside it does. `size` is nothing, `l` or `xl`."""
    if name not in icon_names():
        raise UnknownIconError(name)
    return format_html(
        '<svg class="icon{}"{} aria-hidden="true">{}</svg>',
        f" icon--{size}" if size else "",
        format_html(' data-for="{}"', for_theme) if for_theme else "",
        symbol(f"i-{name}"),
    )


@register.simple_tag
@cache
def symbol(name: str) -> SafeString:
    """The use of a symbol of the sprite, for an <svg> that a template draws itself."""
    return format_html('<use href="{}#{}"/>', static(_sprites().get(name, SPRITE)), name)


@register.simple_tag
@cache
def perched(*places: str) -> SafeString:
    """Swallows on a wire, as far along it as these say: `"42%"`."""
    drawing = (
        '<svg x="{}" y="5.6" width="28" height="34" viewBox="0 0 28 34" overflow="visible">{}</svg>'
    )
    return format_html_join("", drawing, ((place, symbol("perched")) for place in places))


@register.simple_tag
@cache
def flight() -> SafeString:
    """Four swallows on their way: the ornament beside the first words of the home page."""
    bird = '<svg class="swallow" x="{}" y="{}" width="{}" height="{}" viewBox="0 0 64 64">{}</svg>'
    birds = ((x, y, size, size, symbol("swallow")) for x, y, size in FLIGHT)
    return format_html(
        '<svg class="hero__flight" viewBox="0 0 320 120" aria-hidden="true">{}</svg>',
        format_html_join("", bird, birds),
    )


@register.simple_tag
@cache
def swallow() -> SafeString:
    """The mark, as an icon beside a name."""
    return format_html(
        '<svg class="swallow" viewBox="0 0 64 64" aria-hidden="true">{}</svg>', symbol("swallow")
    )


@cache
def icon_names() -> tuple[str, ...]:
    """Of both sprites."""
    return tuple(name.removeprefix("i-") for name in _sprites())


@cache
def _sprites() -> dict[str, str]:
    """The file of each icon."""
    return {
        name: sprite
        for sprite in (SPRITE, MORE)
        for name in re.findall(r'id="(i-[a-z-]+)"', (STATIC / sprite).read_text(encoding="utf-8"))
    }


@register.filter
def mode_icon(code: str) -> str:
    """The stamp of an exchange mode."""
    return MODE_ICONS[hyphens(code)]


@register.filter
def state_icon(code: str) -> str:
    """The icon of a state; a clock for what merely passed."""
    return STATE_ICONS.get(hyphens(code), "clock")


@register.filter
def notice_icon(kind: str) -> str:
    """The icon of a notice; an i for what is merely good to know."""
    return NOTICE_ICONS.get(kind, "info")


@register.filter
def hyphens(code: str) -> str:
    """A code as attributes write it: `free_price` becomes `free-price`."""
    return str(code).replace("_", "-")


@register.filter
def with_break(address: str) -> SafeString:
    """An email address that breaks after its `@` where its line is too short."""
    user, at, domain = address.partition("@")
    return format_html("{}{}<wbr>{}", user, at, domain)


@register.filter
def dial(share: float) -> str:
    """How much of the clock's ring is left, as a `stroke-dasharray`."""
    return f"{min(max(share, 0.0), 1.0) * DIAL:.1f} {DIAL}"


@register.filter
def control_kind(field: BoundField) -> str:
    """Which markup a field needs: one control, one tick, or a group of ticks or points."""
    widget = field.field.widget
    if isinstance(widget, widgets.CheckboxInput):
        return "checkbox"
    if isinstance(widget, widgets.CheckboxSelectMultiple):
        return "checkboxes"
    return "radios" if isinstance(widget, widgets.RadioSelect) else "control"


@register.filter
def control(field: BoundField, css_class: str = "field__input") -> SafeString:
    """The widget of a field, with the class of our style sheet."""
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{css_class} {own}".strip()})


@register.filter
def option_input(option: BoundWidget, css_class: str) -> SafeString:
    """One tick or point of a group. The group carries the error, not each of its options."""
    attrs: dict[str, Any] = {**option.data["attrs"], "class": css_class}
    attrs.pop("aria-invalid", None)
    data = {**option.data, "attrs": attrs}
    return BoundWidget(option.parent_widget, data, option.renderer).tag()


@register.filter
def error_sentences(field: BoundField) -> list[str]:
    """What is wrong with a field, a sentence each."""
    return [error.sentence for error in field_errors(field)]


@register.filter
def error_summary_items(form: BaseForm) -> list[tuple[str, str]]:
    """Each error of a form, in the order of its fields, with the id of the control to go to."""
    lines = [("", sentence) for sentence in form_sentences(form)]
    for field in form:
        anchor = "" if field.is_hidden else _id_of_control(field)
        for sentence, needs_label in field_errors(field):
            words = {"label": field.label, "error": sentence}
            lines.append((anchor, _("%(label)s: %(error)s") % words if needs_label else sentence))
    return lines


def _id_of_control(field: BoundField) -> str:
    if control_kind(field) in {"checkboxes", "radios"}:
        first = next(iter(field), None)
        return first.id_for_label if first else ""
    return field.id_for_label


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """`Error: ` before the title of a page that shows a form again because of its errors.

    Nothing was sent to a page that is only visited: there is no form to look for.
    """
    request = context.get("request")
    if request is not None and request.method == "GET" and not request.GET:
        return ""
    return f"{_('Error:')} " if has_form_errors(context.flatten().values()) else ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Parts of a whole side by side, in whole units of the drawing."""

    width: int
    bars: tuple[tuple[int, int], ...]  # start and width


@register.simple_tag
def list_items(things: Iterable[object]) -> SafeString:
    """A `<li>` of each, for long lists of short things: sixty dates."""
    return format_html_join("", "<li>{}</li>", ((str(one),) for one in things))


@register.simple_tag
def bars(parts: Iterable[PricePart]) -> Bars:
    """The parts of a price, as wide as they weigh, with a gap between them."""
    placed: list[tuple[int, int]] = []
    start = 0
    for part in parts:
        width = round(part.money.amount * 10)
        placed.append((start, width))
        start += width + GAP
    return Bars(max(start - GAP, 1), tuple(placed))
