"""Where something is, as its host says it."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.geography.forms import LocalityField
from commons.geography.models import Locality
from core.values.geo import Point
from hosting.offers.models.places import Place

FIGURE = re.compile(r"-?\d+(?:[.,]\d+)?")
FARTHEST = 60_000.0  # metres from the middle of a commune: beyond, a figure was mistyped


class PointField(forms.Field):
    """Two figures as people copy them, with points or commas in them; cleaned into a Point."""

    def to_python(self, value: Any) -> Point | None:
        words = str(value or "").strip()
        if not words:
            return None
        figures = [float(figure.replace(",", ".")) for figure in FIGURE.findall(words)]
        if len(figures) != 2 or abs(figures[0]) > 90 or abs(figures[1]) > 180:
            raise forms.ValidationError(
                _("Enter a latitude and a longitude, like 48.85837, 2.29448.")
            )
        return Point(*figures)


class PlaceForm(forms.Form):
    """Commune, address, and the exact point if one knows it; else the middle of the commune."""

    locality = LocalityField(
        label=_("Town, village or city"),
        error_messages={"required": _("Enter the town, village or city.")},
    )
    address = forms.CharField(
        label=_("Address"),
        max_length=255,
        help_text=_("Shared only with people you have an agreement with."),
        error_messages={
            "required": _(
                "Enter the address. It’s shared only with people you have an agreement with."
            )
        },
    )
    directions = forms.CharField(
        label=_("How to find the door"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Shared only with guests you have an agreement with."),
    )
    exact = PointField(
        label=_("Exact location"),
        required=False,
        help_text=_(
            "Copy the coordinates from a phone or a map, for example 48.85837, 2.29448. If you "
            "leave this empty, we use the centre of the town, village or city. Everyone sees a "
            "circle with a radius of at least 500 metres, never the exact location."
        ),
    )

    def __init__(self, *args: Any, place: Place | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if place is not None:
            self.initial = {
                "locality": place.locality,
                "address": place.address,
                "directions": place.directions,
                "exact": f"{place.exact_latitude}, {place.exact_longitude}",
            }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        locality: Locality | None = data.get("locality")
        if locality is None or "exact" not in data:
            return data
        data["exact"] = data["exact"] or locality.point
        if data["exact"].distance_to(locality.point) > FARTHEST:
            self.add_error(
                "exact",
                _(
                    "This location is far from %(name)s. Check the coordinates, or "
                    "choose another town, village or city."
                )
                % {"name": locality.label},
            )
        return data
