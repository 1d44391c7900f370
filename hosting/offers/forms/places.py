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
            raise forms.ValidationError(_("Latitude and longitude, please: 48.85837, 2.29448."))
        return Point(*figures)


class PlaceForm(forms.Form):
    """Commune, address, and the exact point if one knows it; else the middle of the commune."""

    locality = LocalityField(label=_("Commune or city"))
    address = forms.CharField(
        label=_("Address"), max_length=255, help_text=_("Only for those you agree with.")
    )
    directions = forms.CharField(
        label=_("How to find the door"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only after agreement."),
    )
    exact = PointField(
        label=_("Exact point"),
        required=False,
        help_text=_(
            "As a telephone or a map shows it: 48.85837, 2.29448. Left empty, it is the middle of"
            " the commune. Everybody sees a circle of at least 500 metres, never this point."
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
                "exact", _("This point is far from %(name)s.") % {"name": locality.label}
            )
        return data
