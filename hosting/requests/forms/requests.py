"""What a guest sends: the shape follows the kind of the offer."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.db.models import Model
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.values.dates import DateRange
from hosting.calendars.forms.sessions import SessionChoiceField
from hosting.calendars.models import Session
from hosting.communities.models.terms import Need
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.offers.presenters.dates_and_party import DatesAndParty
from hosting.offers.selectors.local_times import time_zone_of
from hosting.requests.states import ReasonOfStay
from ui.forms import DateRangeForm, DayInput


class RateField(forms.ModelChoiceField[Rate]):
    """Rates under the names that their host gave them, marked as in the language of the offer."""

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        self.language = language
        super().__init__(*args, **kwargs)

    def label_from_instance(self, obj: Model) -> str:
        return format_html('<span lang="{}">{}</span>', self.language, str(obj))


class RequestForm(forms.Form):
    """What every kind asks for. Cleaned data are the key, and what makes a `RequestDraft`."""

    adults = forms.IntegerField(
        label=_("Adults"), min_value=1, max_value=settings.HOSTING_PARTY_LIMIT, initial=1
    )
    children = forms.IntegerField(
        label=_("Children"),
        min_value=0,
        max_value=settings.HOSTING_PARTY_LIMIT,
        initial=0,
        required=False,
    )
    rate = forms.ModelChoiceField(
        Rate.objects.none(), label=_("On which terms?"), widget=forms.RadioSelect, empty_label=None
    )
    needs = forms.ModelMultipleChoiceField(
        Need.objects.all(),
        label=_("What you need"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.ChoiceField(
        label=_("What brings you"),
        choices=[("", _("I’d rather not say")), *ReasonOfStay.choices],
        required=False,
        help_text=_("Only the host sees it, and it is deleted afterwards."),
    )
    message = forms.CharField(
        label=_("Your message"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5000,
        help_text=_("Who you are, what brings you. A few words are enough."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        rates = list(Rate.objects.filter(offer=offer.pk))
        self.fields["rate"] = RateField(
            Rate.objects.filter(offer=offer.pk),
            language=offer.language,
            label=_("On which terms?"),
            widget=forms.RadioSelect,
            empty_label=None,
            required=bool(rates),
            initial=rates[0] if len(rates) == 1 else None,  # nobody is nudged to one of several
        )

    @property
    def chosen(self) -> DatesAndParty:
        """The days and people that were asked for, as addresses carry them."""
        data = self.cleaned_data
        dates: DateRange | None = data.get("dates")
        session: Session | None = data.get("session")
        if dates is None and session is not None:
            day = session.starts_at.astimezone(time_zone_of(self.offer)).date()
            dates = DateRange(day, day + timedelta(days=1))
        return DatesAndParty(
            dates.check_in if dates else None,
            dates.check_out if dates else None,
            adults=data.get("adults"),
            children=data.get("children") or None,
        )

    def clean_children(self) -> int:
        return self.cleaned_data["children"] or 0

    def clean_needs(self) -> list[Need]:
        return list(self.cleaned_data["needs"])


class StayRequestForm(RequestForm, DateRangeForm):
    """Nights."""

    field_order = ("check_in", "check_out", "adults", "children", "rate", "message")


class ActivityRequestForm(RequestForm):
    """A session, or a day of one's own where the host takes them."""

    session = forms.ModelChoiceField(
        Session.objects.none(),
        label=_("Which date?"),
        required=False,
        empty_label=_("Another day"),
        to_field_name="public_id",
    )
    check_in = forms.DateField(label=_("Day"), widget=DayInput, required=False)

    field_order = ("session", "check_in", "adults", "children", "rate", "message")

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, offer=offer, **kwargs)
        on_request = offer.specific.is_on_request
        self.fields["session"] = SessionChoiceField(
            offer,
            label=_("Which date?"),
            required=not on_request,
            empty_label=_("Another day") if on_request else None,
        )
        if not on_request:
            del self.fields["check_in"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        day = data.pop("check_in", None)
        data["dates"] = None
        if data.get("session") is None and day is not None:
            data["dates"] = DateRange(day, day + timedelta(days=1))
        elif data.get("session") is None and "check_in" in self.fields:
            self.add_error("check_in", _("Choose a session, or say which day suits you."))
        return data


class ProductRequestForm(RequestForm):
    """Nothing but a question: the two speak about the rest."""


FORMS: dict[str, type[RequestForm]] = {
    OfferKind.STAY: StayRequestForm,
    OfferKind.ACTIVITY: ActivityRequestForm,
    OfferKind.PRODUCT: ProductRequestForm,
    OfferKind.TIP: ProductRequestForm,
}


def request_form_for(offer: Offer) -> type[RequestForm]:
    return FORMS[offer.kind]
