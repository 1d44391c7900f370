"""What can stand in the address of a list: points, parts of the map, months, ticks."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from core.values.geo import Point
from search.query.criteria import MapBounds
from search.query.offer_query import LONGEST_TEXT

POLE: Final = 85.0
DATE_LINE: Final = 180.0
CORNERS: Final = 4
MOST_PHRASES: Final = 12
STILL_CUT: Final = 2_000  # characters: nobody types more


class FirstWordsField(forms.CharField):
    """Free words: a long question is cut to what an engine takes, a very long one refused."""

    def to_python(self, value: Any) -> str:
        """Cut before anything reads it."""
        text = value if isinstance(value, str) else ""
        return super().to_python(text[: self.max_length] if len(text) <= STILL_CUT else text) or ""


class FacetField(forms.MultipleChoiceField):
    """Ticks of one facet. What isn't known is refused, and what is known still counts."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid_choice": _("One of these options isn’t available here. Choose from the list."),
    }

    def clean(self, value: list[str]) -> frozenset[str]:
        return frozenset(super().clean(value))


class PhrasesField(forms.Field):
    """Phrases of the text that shall be words and nothing else."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("These words aren’t part of your search. Start a new search."),
    }

    def clean(self, value: list[str]) -> tuple[str, ...]:
        phrases = tuple(dict.fromkeys(value or ()))
        fine = all(0 < len(one) <= LONGEST_TEXT and "\0" not in one for one in phrases)
        if len(phrases) > MOST_PHRASES or not fine:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        return phrases


class PointField(forms.CharField):
    """A point on the map, as `47.128,0.995`."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("This isn’t a point on the map. Choose a point on the map."),
    }

    def clean(self, value: str) -> Point | None:
        words = super().clean(value)
        if not words:
            return None
        latitude, comma, longitude = words.partition(",")
        try:
            point = Point(float(latitude), float(longitude))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid") from None
        if not (comma and abs(point.latitude) <= POLE and abs(point.longitude) <= DATE_LINE):
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        return point


class MapPartField(forms.CharField):
    """A part of the map, as `west,south,east,north`."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _(
            "This isn’t a part of the map. Give its four edges: west, south, east and north."
        ),
        "upside_down": _("This part of the map is upside down: give south before north."),
    }

    def clean(self, value: str) -> MapBounds | None:
        words = super().clean(value)
        if not words:
            return None
        try:
            edges = [float(word) for word in words.split(",")]
        except ValueError:
            edges = []
        limits = (DATE_LINE, 90.0, DATE_LINE, 90.0)  # not a number is within none
        if len(edges) != CORNERS or not all(
            abs(edge) <= limit for edge, limit in zip(edges, limits, strict=True)
        ):
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        part = MapBounds(*edges)
        if part.south > part.north:
            raise forms.ValidationError(self.error_messages["upside_down"], "upside_down")
        return part


class MonthField(forms.ChoiceField):
    """One of the months ahead, as `2027-05`."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid_choice": _("This month isn’t available. Choose one from the list."),
    }

    def clean(self, value: str) -> date | None:
        words = super().clean(value)
        return date.fromisoformat(f"{words}-01") if words else None
