"""What somebody looks for, as it stands in the address of a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, Final

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commons.geography.selectors.localities import LONGEST_TEXT as LONGEST_NAME
from commons.geography.selectors.localities import LocalityHit, find_localities, is_close
from core.text.formatting import format_month
from core.values.dates import DateRange
from core.values.geo import Point
from core.values.numbers import whole_number
from hosting.offers.choices.lists import Facet
from search.query.addresses import SearchLink, search_url
from search.query.criteria import (
    AROUND_KM,
    FLEXIBLE_DAYS,
    MOST_KM,
    MOST_PARTS,
    USUAL_KM,
    Nights,
    NightsWithin,
    SearchCriteria,
    Weekend,
    When,
)
from search.query.offer_query import LONGEST_TEXT, Near
from search.query.query_parser import ParsedQuery, parse_query
from search.query.states import Order
from search.results.forms.fields import (
    FacetField,
    FirstWordsField,
    MapPartField,
    MonthField,
    PhrasesField,
    PointField,
)
from search.results.forms.widgets import DestinationInput
from search.results.selectors.facets import facet_labels
from search.results.selectors.pages import LONGEST as LONGEST_MARK
from ui.forms import DayInput, number_errors

PLACES_SHOWN: Final = 5
AREAS: Final = frozenset({Facet.AREA, Facet.RIVER})
MONTHS_AHEAD: Final = 12
MOST_NIGHTS: Final = 60  # somewhere between two days


def _months_ahead() -> list[tuple[str, Any]]:
    today = timezone.localdate()
    months = [divmod(today.month - 1 + number, 12) for number in range(MONTHS_AHEAD)]
    days = [date(today.year + years, month + 1, 1) for years, month in months]
    return [("", _("No month chosen")), *((f"{day:%Y-%m}", format_month(day)) for day in days)]


def _days_either_side() -> list[tuple[int | str, Any]]:
    """Made for each form: a sentence that is put together at import stays in one language."""
    typed = [
        (days, ngettext("± %(days)s day", "± %(days)s days", days) % {"days": days})
        for days in FLEXIBLE_DAYS
    ]
    return [("", _("Exact dates")), *typed]


def _parts_of_a_party() -> list[tuple[int | str, Any]]:
    """Into how many places at most a party may be divided; made for each form, as above."""
    typed = [
        (parts, _("up to %(parts)s places") % {"parts": parts})
        for parts in range(2, MOST_PARTS + 1)
    ]
    return [("", _("one place")), *typed]


def _place_in_words(typed: str, *, question: str) -> str:
    """The words with which the one box understands several towns, a region or a river.

    Behind the words of the question if there is a way, where they might be part of a longer name.
    """
    understood = []
    for words in (typed, f"in {typed}", f"near {typed}"):
        heard = parse_query(words)
        if heard.text or not (heard.near or heard.chosen.keys() & AREAS):
            continue
        # Whether every town and area that the part names is named by the whole.
        whole = parse_query(_joined(question, words))
        if _areas(heard) <= _areas(whole) and _towns(heard) <= _towns(whole):
            return words
        understood.append(words)
    return understood[0] if understood else ""


def _areas(heard: ParsedQuery) -> set[tuple[Facet, str]]:
    return {(facet, code) for facet in AREAS for code in heard.chosen.get(facet, ())}


def _towns(heard: ParsedQuery) -> set[tuple[str, Point]]:
    return {(near.name, near.point) for near in heard.near}


def _joined(question: str, place: str) -> str:
    """One text, of which the place is never cut off."""
    kept = question[: LONGEST_TEXT - len(place) - 1] if place else question
    return " ".join(f"{kept} {place}".split())


class OfferForm(forms.Form):
    """A plain GET form. What is wrong in it is said, and the rest of it still filters."""

    WHEN: ClassVar[tuple[str, ...]] = ("flexible", "nights", "weekend")

    q = FirstWordsField(
        label=_("Looking for"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "enterkeyhint": "search"}),
    )
    place = forms.CharField(
        label=_("Where"),
        max_length=LONGEST_NAME,
        required=False,
        widget=DestinationInput,
    )
    as_words = PhrasesField(required=False, widget=forms.MultipleHiddenInput)
    at = PointField(required=False, widget=forms.HiddenInput)
    bbox = MapPartField(required=False, widget=forms.HiddenInput)
    km = forms.IntegerField(
        label=_("Distance"),
        min_value=1,
        max_value=MOST_KM,
        required=False,
        widget=forms.Select,
    )
    check_in = forms.DateField(label=_("Check-in"), widget=DayInput, required=False)
    check_out = forms.DateField(label=_("Check-out"), widget=DayInput, required=False)
    flexible = forms.TypedChoiceField(
        label=_("Flexible dates"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=_days_either_side,
    )
    nights = forms.IntegerField(
        label=_("Number of nights"),
        min_value=1,
        max_value=MOST_NIGHTS,
        required=False,
    )
    weekend = MonthField(label=_("Or a weekend in"), choices=_months_ahead, required=False)
    adults = forms.IntegerField(
        label=_("Adults"),
        min_value=1,
        max_value=settings.HOSTING_PARTY_LIMIT,
        required=False,
        error_messages=number_errors(
            _("Enter how many adults are coming: from 1 to {most}."),
            most=settings.HOSTING_PARTY_LIMIT,
        ),
    )
    children = forms.IntegerField(
        label=_("Children"),
        min_value=0,
        max_value=settings.HOSTING_PARTY_LIMIT,
        required=False,
        error_messages=number_errors(
            _("Enter how many children are coming: {most} at most."),
            most=settings.HOSTING_PARTY_LIMIT,
        ),
    )
    parts = forms.TypedChoiceField(
        label=_("Your group can stay in"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=_parts_of_a_party,
    )
    order = forms.TypedChoiceField(
        label=_("Sort by"),
        coerce=Order,
        empty_value=Order.FIT,
        required=False,
        choices=[("", Order.FIT.label), *Order.choices[1:]],
        widget=forms.Select(attrs={"aria-label": _("Sort by")}),  # its label isn't shown on a phone
    )
    page = forms.CharField(max_length=LONGEST_MARK, required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict) -> None:
        data = data.copy()
        data.setdefault("km", str(USUAL_KM))
        super().__init__(data)
        self.query = data
        self.place_in_words = ""  # what stands in the field of the place and is no single commune
        self.labels = facet_labels()
        self.fields["km"].widget.choices = self._distances()
        for facet in Facet:
            self.fields[facet.value] = FacetField(
                label=facet.label, choices=list(self.labels[facet].items()), required=False
            )

    def _distances(self) -> list[tuple[int, str]]:
        """The usual ones, and the one that the address brings."""
        asked = whole_number(self.data.get("km", ""))
        brought = {asked} if asked and asked <= MOST_KM else set()
        return [(km, gettext("%(km)s km") % {"km": km}) for km in sorted({*AROUND_KM, *brought})]

    def clean_place(self) -> list[LocalityHit]:
        """What the name may mean, the best first; the page shows the others.

        Where it names no commune, several or a region ("Loches or Tours", "along the Loire") it is
        understood as words are. What is only a little like a name is no guess worth making.
        """
        typed = self.cleaned_data["place"]
        hits = find_localities(typed, limit=PLACES_SHOWN) if typed else []
        if not typed or (hits and is_close(typed, hits[0])):
            return hits
        question = self.cleaned_data.get("q") or ""
        self.place_in_words = _place_in_words(typed, question=question)
        if not self.place_in_words:
            raise forms.ValidationError(
                _("We couldn’t find this place. Try the name of a town or village, or a postcode.")
            )
        return []

    def clean_check_in(self) -> date | None:
        check_in: date | None = self.cleaned_data["check_in"]
        if check_in and check_in < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose today or a later day."))
        return check_in

    def clean_check_out(self) -> date | None:
        check_out: date | None = self.cleaned_data["check_out"]
        if check_out and check_out > timezone.localdate() + settings.HOSTING_ASK_AHEAD:
            raise forms.ValidationError(_("Your dates are too far ahead. Choose earlier ones."))
        return check_out

    def clean_weekend(self) -> date | None:
        month: date | None = self.cleaned_data["weekend"]
        if month and not Weekend(month).fridays(timezone.localdate()):
            raise forms.ValidationError(
                _("There are no weekends left in this month. Choose a later month.")
            )
        return month

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        check_in, check_out = data.get("check_in"), data.get("check_out")
        if check_in and check_out and check_out <= check_in:
            self.add_error("check_out", _("Choose a check-out date after check-in."))
        elif check_in and not check_out and "check_out" not in self.errors:
            self.add_error("check_out", _("Choose the day you leave."))
        elif check_out and not check_in and "check_in" not in self.errors:
            self.add_error("check_in", _("Choose the day you arrive."))
        else:
            self._clean_how(data.get("nights"), check_in, check_out)
        return data

    def _clean_how(self, nights: int | None, check_in: date | None, check_out: date | None) -> None:
        if check_in and check_out and self.cleaned_data.get("weekend"):
            self.add_error("weekend", _("Choose either dates or a weekend, not both."))
        if nights and not (check_in and check_out):
            self.add_error(
                "nights",
                _("To search by number of nights, choose check-in and check-out dates too."),
            )
        elif nights and check_in and check_out and nights > (check_out - check_in).days:
            between = (check_out - check_in).days
            words = ngettext(
                "There is only %(nights)s night between these dates. Choose "
                "fewer nights or other dates.",
                "There are only %(nights)s nights between these dates. Choose "
                "fewer nights or other dates.",
                between,
            )
            self.add_error("nights", words % {"nights": between})

    @cached_property
    def criteria(self) -> SearchCriteria:
        """As much of it as can be understood."""
        self.is_valid()
        fine = self.cleaned_data
        adults, children = fine.get("adults"), fine.get("children") or 0
        text = _joined(fine.get("q") or "", self.place_in_words)
        left, near = fine.get("as_words") or (), self._near()
        return SearchCriteria(
            text=text,
            left=left if text else (),
            heard=parse_query(text, left=left) if text else None,
            near=near,
            km=self._km_of_text() if text and not near else None,
            part=fine.get("bbox"),
            when=self._when(),
            adults=1 if children and not adults else adults,
            children=children,
            parts=fine.get("parts") or 1,
            chosen={facet: known for facet in Facet if (known := self._known(facet))},
            order=fine.get("order") or Order.FIT,
        )

    def _known(self, facet: Facet) -> frozenset[str]:
        """One that nobody knows is refused, and takes none of the others with it."""
        return frozenset(self.query.getlist(facet.value)) & self.labels[facet].keys()

    def _near(self) -> Near | None:
        """A name wins over a point of the map, also where it stands with the words."""
        km = self.cleaned_data.get("km") or USUAL_KM
        if hits := self.cleaned_data.get("place"):
            place = hits[0].locality
            return Near(place.name, place.point, km, typed_name=self.data["place"].strip())
        point = self.cleaned_data.get("at")
        is_named = self.place_in_words or "place" in self.errors
        return Near("", point, km) if point and not is_named else None

    def _km_of_text(self) -> int | None:
        """The usual one chooses nothing: "near Loches" says itself how far it reaches."""
        km: int | None = self.cleaned_data.get("km")
        return km if km != USUAL_KM else None

    def _when(self) -> When | None:
        fine = self.cleaned_data
        check_in, check_out = fine.get("check_in"), fine.get("check_out")
        if check_in and check_out:
            dates = DateRange(check_in, check_out)
            if nights := fine.get("nights"):
                return NightsWithin(dates, nights)
            return Nights(dates, fine.get("flexible") or 0)
        month = fine.get("weekend")
        return Weekend(month) if month else None

    @property
    def other_places(self) -> tuple[SearchLink, ...]:
        """What else the name may have meant: places of the same name, or spelt alike."""
        self.is_valid()
        hits = self.cleaned_data.get("place") or []
        if not hits or self.criteria.near is None:
            return ()
        others = hits[1:] if not hits[0].exact else [hit for hit in hits[1:] if hit.exact]
        near = self.criteria.near
        return tuple(
            SearchLink(
                label, search_url(replace(self.criteria, near=replace(near, typed_name=label)))
            )
            for label in (hit.locality.label for hit in others)
        )

    @property
    def cut(self) -> str:
        """Says so where a question was too long to be searched as a whole."""
        if "q" in self.errors or len(self.query.get("q", "").strip()) <= LONGEST_TEXT:
            return ""
        words = _("Your search is long: we only used its first %(most)s characters.")
        return str(words % {"most": LONGEST_TEXT})

    @property
    def token(self) -> str:
        """The mark of a page, whatever it is worth."""
        self.is_valid()
        return self.cleaned_data.get("page") or ""

    @property
    def more_about_days(self) -> bool:
        """Somebody said more than two days: then the controls for it stand open."""
        return any(self.data.get(name) for name in (*self.WHEN, "parts"))
