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
from django.utils.translation import ngettext

from core.dates import DateRange
from core.forms import DayInput
from core.words import range_in_words
from hosting.enums import Facet
from hosting.queries.candidates import DATES, PEOPLE
from hosting.queries.facets import facet_labels
from hosting.queries.filters import OfferFilter
from hosting.queries.listing import Listing

DROPPING = {DATES: _("on other dates"), PEOPLE: _("for any number of people")}
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


class FacetField(forms.MultipleChoiceField):
    """Ticks of one facet."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid_choice": _("“%(value)s” isn't something one can choose here."),
    }

    def clean(self, value: list[str]) -> frozenset[str]:
        return frozenset(super().clean(value))


class OfferFilterForm(forms.Form):
    """A plain GET form. What is wrong in it is said, and the rest of it still filters."""

    check_in = forms.DateField(label=_("from"), widget=DayInput, required=False)
    check_out = forms.DateField(label=_("to"), widget=DayInput, required=False)
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
        for facet in Facet:
            self.fields[facet.value] = FacetField(
                label=facet.label, choices=list(self.labels[facet].items()), required=False
            )

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
            dates=DateRange(check_in, check_out) if check_in and check_out else None,
            adults=1 if children and not adults else adults,
            children=children,
            chosen={facet: fine[facet.value] for facet in Facet if fine.get(facet.value)},
        )

    @property
    def page_number(self) -> int:
        self.is_valid()
        return self.cleaned_data.get("page") or 1

    def ways_from(self, listing: Listing) -> Ways:
        """Where one can go from this page of the list."""
        before = address_of(self.wanted, page=listing.page - 1) if listing.page > 1 else None
        more = listing.page < listing.pages
        return Ways(
            chips=tuple(Way(label, address_of(rest)) for label, rest in self._wishes()),
            out=tuple(self._out(listing)),
            before=before,
            after=address_of(self.wanted, page=listing.page + 1) if more else None,
        )

    def _out(self, listing: Listing) -> Iterable[Way]:
        """Which single wish to drop, where nothing is found, and what that would give."""
        for way in listing.ways_out:
            rest = _without(self.wanted, way.wish)
            yield Way(self._dropping(way.wish), address_of(rest), way.count)

    def _dropping(self, wish: str) -> str:
        if wish in Facet:
            chosen = [self.labels[Facet(wish)][value] for value in self.wanted.of(Facet(wish))]
            return _("without “%(words)s”") % {"words": ", ".join(chosen)}
        return str(DROPPING[wish])

    def _wishes(self) -> Iterable[tuple[str, OfferFilter]]:
        wanted = self.wanted
        if wanted.dates:
            yield range_in_words(wanted.dates), _without(wanted, DATES)
        if wanted.party:
            yield people_in_words(wanted.party), _without(wanted, PEOPLE)
        for facet, chosen in wanted.chosen.items():
            for value in sorted(chosen, key=list(self.labels[facet]).index):
                left = {**wanted.chosen, facet: chosen - {value}}
                yield self.labels[facet][value], replace(wanted, chosen=left)


def _without(wanted: OfferFilter, wish: str) -> OfferFilter:
    if wish == DATES:
        return replace(wanted, dates=None)
    if wish == PEOPLE:
        return replace(wanted, adults=None, children=0)
    chosen = {facet: values for facet, values in wanted.chosen.items() if facet != wish}
    return replace(wanted, chosen=chosen)


def people_in_words(party: int) -> str:
    return ngettext("%(party)s person", "%(party)s people", party) % {"party": party}


def address_of(wanted: OfferFilter, *, page: int = 1) -> str:
    """Where this state of the list stands."""
    pairs: list[tuple[str, object]] = []
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
    return reverse("hosting:offer-list", query=pairs or None)
