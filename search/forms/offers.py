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
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy, pgettext_lazy

from commons.geography.forms import SuggestingInput
from commons.geography.queries import LONGEST_TEXT as LONGEST_NAME
from commons.geography.queries import LocalityHit, find_localities
from core.dates import DateRange
from core.forms import DayInput
from core.words import month_in_words
from hosting.enums import Facet
from search.engine.question import LONGEST_TEXT, Near
from search.enums import Order
from search.forms.fields import (
    FacetField,
    MapPartField,
    MonthField,
    PhrasesField,
    PointField,
)
from search.queries.addresses import Way, address_of
from search.queries.facets import facet_labels
from search.queries.pages import LONGEST as LONGEST_MARK
from search.queries.understanding import understand
from search.queries.wishes import (
    AROUND_KM,
    FLEXIBLE_DAYS,
    MOST_KM,
    MOST_PARTS,
    USUAL_KM,
    Nights,
    Stretch,
    Weekend,
    When,
    Wishes,
)

PLACES_SHOWN: Final = 5
MONTHS_AHEAD: Final = 12
MOST_NIGHTS: Final = 60  # somewhere between two days


def _months_ahead() -> list[tuple[str, Any]]:
    today = timezone.localdate()
    months = [divmod(today.month - 1 + number, 12) for number in range(MONTHS_AHEAD)]
    days = [date(today.year + years, month + 1, 1) for years, month in months]
    return [("", _("no matter which")), *((f"{day:%Y-%m}", month_in_words(day)) for day in days)]


class OfferForm(forms.Form):
    """A plain GET form. What is wrong in it is said, and the rest of it still filters."""

    WHEN: ClassVar[tuple[str, ...]] = ("flexible", "nights", "weekend")

    q = forms.CharField(
        label=_("I look for"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "enterkeyhint": "search"}),
    )
    place = forms.CharField(
        label=_("I pass through"),
        max_length=LONGEST_NAME,
        required=False,
        widget=SuggestingInput,
    )
    as_words = PhrasesField(required=False, widget=forms.MultipleHiddenInput)
    at = PointField(required=False, widget=forms.HiddenInput)
    bbox = MapPartField(required=False, widget=forms.HiddenInput)
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
    flexible = forms.TypedChoiceField(
        label=_("give or take"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[
            ("", _("exactly these days")),
            *(
                (days, ngettext_lazy("%(days)s day", "%(days)s days", days) % {"days": days})
                for days in FLEXIBLE_DAYS
            ),
        ],
    )
    nights = forms.IntegerField(
        label=_("only so many nights between them"),
        min_value=1,
        max_value=MOST_NIGHTS,
        required=False,
    )
    weekend = MonthField(label=_("or a weekend in"), choices=_months_ahead, required=False)
    adults = forms.IntegerField(
        label=_("adults"), min_value=1, max_value=settings.HOSTING_PARTY_LIMIT, required=False
    )
    children = forms.IntegerField(
        label=_("children"), min_value=0, max_value=settings.HOSTING_PARTY_LIMIT, required=False
    )
    parts = forms.TypedChoiceField(
        label=_("we may sleep in"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[
            ("", _("one place")),
            *(
                (parts, _("up to %(parts)s places") % {"parts": parts})
                for parts in range(2, MOST_PARTS + 1)
            ),
        ],
    )
    order = forms.TypedChoiceField(
        label=_("in this order"),
        coerce=Order,
        empty_value=Order.FIT,
        required=False,
        choices=[("", Order.FIT.label), *Order.choices[1:]],
    )
    page = forms.CharField(max_length=LONGEST_MARK, required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict) -> None:
        data = data.copy()
        data.setdefault("km", str(USUAL_KM))
        super().__init__(data)
        self.query = data
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

    def clean_weekend(self) -> date | None:
        month: date | None = self.cleaned_data["weekend"]
        if month and not Weekend(month).fridays(timezone.localdate()):
            raise forms.ValidationError(_("No weekend of this month is left."))
        return month

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        check_in, check_out = data.get("check_in"), data.get("check_out")
        if check_in and check_out and check_out <= check_in:
            self.add_error("check_out", _("Check-out comes after check-in."))
        elif check_in and not check_out and "check_out" not in self.errors:
            self.add_error("check_out", _("Say when you leave, too."))
        elif check_out and not check_in and "check_in" not in self.errors:
            self.add_error("check_in", _("Say when you arrive, too."))
        else:
            self._clean_how(data.get("nights"), check_in, check_out)
        return data

    def _clean_how(self, nights: int | None, check_in: date | None, check_out: date | None) -> None:
        if check_in and check_out and self.cleaned_data.get("weekend"):
            self.add_error("weekend", _("Choose either two days or a weekend."))
        if nights and not (check_in and check_out):
            self.add_error("nights", _("Say between which days."))
        elif nights and check_in and check_out and nights > (check_out - check_in).days:
            between = (check_out - check_in).days
            words = ngettext(
                "There is only %(nights)s night between these days.",
                "There are only %(nights)s nights between these days.",
                between,
            )
            self.add_error("nights", words % {"nights": between})

    @cached_property
    def wishes(self) -> Wishes:
        """As much of it as can be understood."""
        self.is_valid()
        fine = self.cleaned_data
        adults, children = fine.get("adults"), fine.get("children") or 0
        text = " ".join((fine.get("q") or "").split())
        left = fine.get("as_words") or ()
        return Wishes(
            text=text,
            left=left if text else (),
            heard=understand(text, left=left) if text else None,
            near=self._near(),
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
        """A name wins over a point of the map."""
        km = self.cleaned_data.get("km") or USUAL_KM
        if hits := self.cleaned_data.get("place"):
            place = hits[0].locality
            return Near(place.name, place.point, km, said=self.data["place"].strip())
        point = self.cleaned_data.get("at")
        return Near("", point, km) if point and "place" not in self.errors else None

    def _when(self) -> When | None:
        fine = self.cleaned_data
        check_in, check_out = fine.get("check_in"), fine.get("check_out")
        if check_in and check_out:
            dates = DateRange(check_in, check_out)
            if nights := fine.get("nights"):
                return Stretch(dates, nights)
            return Nights(dates, fine.get("flexible") or 0)
        month = fine.get("weekend")
        return Weekend(month) if month else None

    @property
    def other_places(self) -> tuple[Way, ...]:
        """What else the name may have meant: places of the same name, or spelt alike."""
        self.is_valid()
        hits = self.cleaned_data.get("place") or []
        if not hits or self.wishes.near is None:
            return ()
        others = hits[1:] if not hits[0].exact else [hit for hit in hits[1:] if hit.exact]
        near = self.wishes.near
        return tuple(
            Way(label, address_of(replace(self.wishes, near=replace(near, said=label))))
            for label in (hit.locality.label for hit in others)
        )

    @property
    def token(self) -> str:
        """The mark of a page, whatever it is worth."""
        self.is_valid()
        return self.cleaned_data.get("page") or ""

    @property
    def more_about_days(self) -> bool:
        """Somebody said more than two days: then the controls for it stand open."""
        return any(self.data.get(name) for name in (*self.WHEN, "parts"))
