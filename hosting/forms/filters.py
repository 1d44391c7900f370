"""What somebody looks for, as it stands in the address of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from commons.geography.forms import SuggestingInput
from commons.geography.queries import LONGEST_TEXT, LocalityHit, find_localities
from core.dates import DateRange
from core.forms import DayInput
from core.geo import Point
from core.words import range_in_words
from hosting.enums import Facet
from hosting.queries.candidates import DATES, FURTHER_KM, PEOPLE, PLACE
from hosting.queries.facets import facet_labels
from hosting.queries.filters import AROUND_KM, USUAL_KM, Near, OfferFilter
from hosting.queries.listing import Listing

DROPPING = {DATES: _("on other dates"), PEOPLE: _("for any number of people")}
POLE, DATE_LINE = 85.0, 180.0
MOST_KM = 200
PLACES_SHOWN = 5
MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Way:
    """Another state of the list in words, its address, and how many offers stand there."""

    label: str
    url: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Ways:
    """Wishes to take away, ways out of an empty list, the pages before and after."""

    chips: tuple[Way, ...]
    out: tuple[Way, ...]
    before: str | None
    after: str | None
    map: str


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

    def ways_from(self, listing: Listing) -> Ways:
        """Where one can go from this page of the list."""
        wanted, page = self.wanted, listing.page
        before = address_of(wanted, page=page - 1) if page > 1 else None
        after = address_of(wanted, page=page + 1) if page < listing.pages else None
        return Ways(
            chips=tuple(Way(label, address_of(rest)) for label, rest in self._wishes()),
            out=tuple(self._out(listing)),
            before=before,
            after=after,
            map=address_of(wanted, page=page, name="hosting:offer-map"),
        )

    def _out(self, listing: Listing) -> Iterable[Way]:
        """Which single wish to drop, where nothing is found, and what that would give."""
        for way in listing.ways_out:
            rest = _further(self.wanted) if way.wish == PLACE else _without(self.wanted, way.wish)
            yield Way(self._dropping(way.wish), address_of(rest), way.count)

    def _dropping(self, wish: str) -> str:
        if wish in Facet:
            chosen = [self.labels[Facet(wish)][value] for value in self.wanted.of(Facet(wish))]
            return _("without “%(words)s”") % {"words": ", ".join(chosen)}
        if wish == PLACE:
            return _("%(km)s km further") % {"km": FURTHER_KM}
        return str(DROPPING[wish])

    def _wishes(self) -> Iterable[tuple[str, OfferFilter]]:
        wanted = self.wanted
        if wanted.near:
            yield place_in_words(wanted.near), _without(wanted, PLACE)
        if wanted.dates:
            yield range_in_words(wanted.dates), _without(wanted, DATES)
        if wanted.party:
            yield people_in_words(wanted.party), _without(wanted, PEOPLE)
        for facet, chosen in wanted.chosen.items():
            for value in sorted(chosen, key=list(self.labels[facet]).index):
                left = {**wanted.chosen, facet: chosen - {value}}
                yield self.labels[facet][value], replace(wanted, chosen=left)


def _further(wanted: OfferFilter) -> OfferFilter:
    near = wanted.near
    return replace(wanted, near=near and replace(near, km=near.km + FURTHER_KM))


def _without(wanted: OfferFilter, wish: str) -> OfferFilter:
    if wish == PLACE:
        return replace(wanted, near=None)
    if wish == DATES:
        return replace(wanted, dates=None)
    if wish == PEOPLE:
        return replace(wanted, adults=None, children=0)
    chosen = {facet: values for facet, values in wanted.chosen.items() if facet != wish}
    return replace(wanted, chosen=chosen)


def place_in_words(near: Near) -> str:
    """`Loches, 20 km`."""
    return f"{near.name or _('Around this point of the map')}, {near.km} km"


def people_in_words(party: int) -> str:
    return ngettext("%(party)s person", "%(party)s people", party) % {"party": party}


def address_of(wanted: OfferFilter, *, page: int = 1, name: str = "hosting:offer-list") -> str:
    """Where this state of the list stands."""
    pairs: list[tuple[str, object]] = []
    if wanted.near:
        point = wanted.near.point
        at = ("at", f"{point.latitude},{point.longitude}")
        pairs += [("place", wanted.near.said) if wanted.near.said else at, ("km", wanted.near.km)]
    if wanted.dates:
        pairs += [("check_in", wanted.dates.check_in), ("check_out", wanted.dates.check_out)]
    if wanted.adults:
        pairs.append(("adults", wanted.adults))
    if wanted.children:
        pairs.append(("children", wanted.children))
    for facet in Facet:
        pairs += [(facet.value, value) for value in sorted(wanted.of(facet))]
    if page > 1:
        pairs.append(("page", page))
    return reverse(name, query=pairs or None)
