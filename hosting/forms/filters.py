"""What somebody looks for, as it stands in the address of a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.geography.forms import SuggestingInput
from commons.geography.queries import LONGEST_TEXT, LocalityHit, find_localities
from core.dates import DateRange
from core.forms import DayInput
from core.geo import Point
from hosting.enums import Facet
from hosting.queries.facets import facet_labels
from hosting.queries.filters import AROUND_KM, USUAL_KM, Near, OfferFilter
from hosting.queries.ways import Way, address_of

POLE, DATE_LINE = 85.0, 180.0
MOST_KM = 200
PLACES_SHOWN = 5
MOST_PAGES = 10_000


class FacetField(forms.MultipleChoiceField):
    """Ticks of one facet."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid_choice": _("One of these can't be chosen here."),
    }

    def clean(self, value: list[str]) -> frozenset[str]:
        return frozenset(super().clean(value))


class PointField(forms.CharField):
    """A point on the map, as `47.128,0.995`."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("This is no place on the map."),
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


class OfferFilterForm(forms.Form):
    """A plain GET form. What is wrong in it is said, and the rest of it still filters."""

    place = forms.CharField(
        label=_("I pass through"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=SuggestingInput,
    )
    at = PointField(required=False, widget=forms.HiddenInput)
    km = forms.IntegerField(
        label=pgettext_lazy("distance", "within"),
        min_value=1,
        max_value=MOST_KM,
        required=False,
        widget=forms.Select,
    )
    check_in = forms.DateField(
        label=pgettext_lazy("dates", "from"), widget=DayInput, required=False
    )
    check_out = forms.DateField(label=pgettext_lazy("dates", "to"), widget=DayInput, required=False)
    adults = forms.IntegerField(
        label=_("adults"), min_value=1, max_value=settings.HOSTING_PARTY_LIMIT, required=False
    )
    children = forms.IntegerField(
        label=_("children"), min_value=0, max_value=settings.HOSTING_PARTY_LIMIT, required=False
    )
    page = forms.IntegerField(
        min_value=1, max_value=MOST_PAGES, required=False, widget=forms.HiddenInput
    )

    def __init__(self, data: QueryDict) -> None:
        data = data.copy()
        data.setdefault("km", str(USUAL_KM))
        super().__init__(data)
        self.labels = facet_labels()
        self.fields["km"].widget.choices = self._distances()
        for facet in Facet:
            self.fields[facet.value] = FacetField(
                label=facet.label, choices=list(self.labels[facet].items()), required=False
            )

    def _distances(self) -> list[tuple[int, str]]:
        """The usual ones, and the one that the address brings."""
        asked = self.data.get("km", "")
        brought = {int(asked)} if asked.isdecimal() and 0 < int(asked) <= MOST_KM else set()
        return [(km, f"{km} km") for km in sorted({*AROUND_KM, *brought})]

    def clean_place(self) -> list[LocalityHit]:
        """What the name may mean, the best first; the page shows the others."""
        said = self.cleaned_data["place"]
        hits = find_localities(said, limit=PLACES_SHOWN) if said else []
        if said and not hits:
            raise forms.ValidationError(
                _("We know no such place. Try the name of a commune or city, or a postcode.")
            )
        return hits

    def clean_check_in(self) -> date | None:
        check_in: date | None = self.cleaned_data["check_in"]
        if check_in and check_in < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose one from today on."))
        return check_in

    def clean_check_out(self) -> date | None:
        check_out: date | None = self.cleaned_data["check_out"]
        if check_out and check_out > timezone.localdate() + settings.HOSTING_ASK_AHEAD:
            raise forms.ValidationError(_("That is further ahead than anybody here can plan."))
        return check_out

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        check_in, check_out = data.get("check_in"), data.get("check_out")
        if check_in and check_out and check_out <= check_in:
            self.add_error("check_out", _("Check-out comes after check-in."))
        elif check_in and not check_out and "check_out" not in self.errors:
            self.add_error("check_out", _("Say when you leave, too."))
        elif check_out and not check_in and "check_in" not in self.errors:
            self.add_error("check_in", _("Say when you arrive, too."))
        return data

    @cached_property
    def wanted(self) -> OfferFilter:
        """As much of it as can be understood."""
        self.is_valid()
        fine = self.cleaned_data
        check_in, check_out = fine.get("check_in"), fine.get("check_out")
        adults, children = fine.get("adults"), fine.get("children") or 0
        return OfferFilter(
            near=self._near(),
            dates=DateRange(check_in, check_out) if check_in and check_out else None,
            adults=1 if children and not adults else adults,
            children=children,
            chosen={facet: fine[facet.value] for facet in Facet if fine.get(facet.value)},
        )

    def _near(self) -> Near | None:
        """A name wins over a point of the map."""
        km = self.cleaned_data.get("km") or USUAL_KM
        if hits := self.cleaned_data.get("place"):
            place = hits[0].locality
            return Near(place.name, place.point, km, said=self.data["place"].strip())
        point = self.cleaned_data.get("at")
        return Near("", point, km) if point and "place" not in self.errors else None

    @property
    def other_places(self) -> tuple[Way, ...]:
        """What else the name may have meant: places of the same name, or spelt alike."""
        self.is_valid()
        hits = self.cleaned_data.get("place") or []
        if not hits or self.wanted.near is None:
            return ()
        others = hits[1:] if not hits[0].exact else [hit for hit in hits[1:] if hit.exact]
        near = self.wanted.near
        return tuple(
            Way(label, address_of(replace(self.wanted, near=replace(near, said=label))))
            for label in (hit.locality.label for hit in others)
        )

    @property
    def page_number(self) -> int:
        self.is_valid()
        return self.cleaned_data.get("page") or 1
