"""Where something is, as its host says it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.geography.models import Locality
from core.geo import Point
from hosting.models import Place

FARTHEST = 60_000.0  # metres from the middle of a commune: beyond, a figure was mistyped


class PlaceForm(forms.Form):
    """Commune, address, and the exact point if one knows it; else the middle of the commune."""

    locality = forms.CharField(label=_("Commune or city"), max_length=160)
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
    latitude = forms.FloatField(label=_("Latitude"), min_value=-90, max_value=90, required=False)
    longitude = forms.FloatField(
        label=_("Longitude"), min_value=-180, max_value=180, required=False
    )

    def __init__(self, *args: Any, place: Place | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if place is not None:
            self.initial = {
                "locality": place.locality.label,
                "address": place.address,
                "directions": place.directions,
                "latitude": place.exact_latitude,
                "longitude": place.exact_longitude,
            }

    def clean_locality(self) -> Locality:
        said = str(self.cleaned_data["locality"]).strip()
        name, _bracket, where = said.partition(" (")
        found = Locality.objects.present().filter(name__iexact=name).order_by("-population")
        matching = [one for one in found[:20] if not where or one.label == said]
        if not matching:
            raise forms.ValidationError(_("We don't find this place. Check how it is written."))
        if len(matching) > 1:
            names = ", ".join(one.label for one in matching[:5])
            raise forms.ValidationError(_("Which one? %(names)s") % {"names": names})
        return matching[0]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        latitude, longitude = data.pop("latitude", None), data.pop("longitude", None)
        locality: Locality | None = data.get("locality")
        if {"latitude", "longitude"} & self.errors.keys():
            return data
        if (latitude is None) != (longitude is None):
            self.add_error("longitude", _("A point has a latitude and a longitude."))
        elif locality is not None:
            data["exact"] = self._point(latitude, longitude, locality)
        return data

    def _point(self, latitude: float | None, longitude: float | None, near: Locality) -> Point:
        if latitude is None or longitude is None:
            return near.point
        exact = Point(latitude, longitude)
        if exact.distance_to(near.point) > FARTHEST:
            self.add_error("latitude", _("This point is far from %(name)s.") % {"name": near.label})
        return exact
