"""What a map drawn by the server consists of. Drawn here, not in a template: it has hundreds."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString

from ui.map_labels import Label, WaterLabel
from ui.maps import Shape

register = template.Library()


@register.simple_tag
def shapes(drawn: Iterable[Shape]) -> SafeString:
    """Land, waters, built-up areas, railways and the road."""
    return _joined(
        f'<path class="map__{escape(one.name)}" d="{escape(one.path)}" />' for one in drawn
    )


@register.simple_tag
def water_names(names: Iterable[WaterLabel]) -> SafeString:
    """Names of rivers along their course."""
    return _joined(
        f'<text class="map__water" x="{one.x}" y="{one.y}" dy="0.34em" '
        f'transform="rotate({one.angle} {one.x} {one.y})">{escape(one.name)}</text>'
        for one in names
    )


@register.simple_tag
def station_marks(marks: Iterable[Label]) -> SafeString:
    """Stations; a few have a name."""
    return _joined(
        f'<g class="map__station"><rect x="{one.x}" y="{one.y}" width="7" height="7" />'
        f"{_name(one) if one.name else ''}</g>"
        for one in marks
    )


@register.simple_tag
def town_names(names: Iterable[Label]) -> SafeString:
    """Towns, each with a dot unless a pin covers it."""
    return _joined(
        f'<g class="map__town">{_dot(one) if one.has_dot else ""}{_name(one)}</g>' for one in names
    )


def _name(label: Label) -> str:
    place = f'data-side="{label.side}" x="{label.x}" y="{label.y}"'
    return f"<text {place}>{escape(label.name)}</text>"


def _dot(label: Label) -> str:
    return f'<circle cx="{label.x}" cy="{label.y}" r="3" />'


def _joined(parts: Iterable[str]) -> SafeString:
    return SafeString("".join(parts))
