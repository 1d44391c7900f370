"""What a guest sends: the shape follows the kind of the offer."""

from datetime import timedelta
from typing import Any, ClassVar, Final
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from core.values.dates import DateRange
from core.values.half_days import HalfDay, parse_half_days
from hosting.calendars.forms.sessions import SessionChoiceField
from hosting.calendars.models import Session
from hosting.calendars.presenters.workspace_days import WorkspaceDay, workspace_days
from hosting.communities.models.terms import Need
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.offers.presenters.dates_and_party import DatesAndParty
from hosting.offers.selectors.local_times import time_zone_of
from hosting.requests.forms.asking_organisations import add_organisation_choice
from hosting.requests.forms.dates_and_party import half_days_in
from hosting.requests.forms.swaps import add_swap_choice, clean_exchange
from hosting.requests.states import ReasonOfStay
from ui.forms import DateRangeForm, DayInput, choice_errors, number_errors
from ui.templatetags.languages import in_language

DAYS_TO_ASK: Final = 20  # four working weeks


class RateField(forms.ModelChoiceField[Rate]):
    """Rates by name; the host's own words are marked as in the language of the offer."""

    default_error_messages: ClassVar[dict[str, Any]] = choice_errors(_("Choose a rate."))

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        self.language = language
        super().__init__(*args, **kwargs)

    def label_from_instance(self, obj: Rate) -> str:
        return in_language(obj.label, self.language if obj.own_name else "")


class RequestForm(forms.Form):
    """What every kind asks for. Cleaned data are the key, and what makes a `RequestDraft`."""

    adults = forms.IntegerField(
        label=_("Adults"),
        min_value=1,
        max_value=settings.HOSTING_PARTY_LIMIT,
        initial=1,
        error_messages=number_errors(
            _("Enter how many adults are coming: from 1 to {most}."),
            most=settings.HOSTING_PARTY_LIMIT,
        ),
    )
    children = forms.IntegerField(
        label=_("Children"),
        min_value=0,
        max_value=settings.HOSTING_PARTY_LIMIT,
        initial=0,
        required=False,
        error_messages=number_errors(
            _("Enter how many children are coming: {most} at most."),
            most=settings.HOSTING_PARTY_LIMIT,
        ),
    )
    rate = forms.ModelChoiceField(
        Rate.objects.none(), label=_("Which rate?"), widget=forms.RadioSelect, empty_label=None
    )
    needs = forms.ModelMultipleChoiceField(
        Need.objects.all(),
        label=_("What you need"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.ChoiceField(
        label=_("What brings you here"),
        choices=[("", _("I’d rather not say")), *ReasonOfStay.choices],
        required=False,
        help_text=_(
            "Only the host can see your answer. We delete it a month after the request has ended."
        ),
    )
    message = forms.CharField(
        label=_("Your message"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5000,
        help_text=_("Say who you are and what brings you here. A few words are enough."),
        error_messages={"required": _("Write a message to the host.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    field_order: tuple[str, ...] = ("adults", "children", "rate", "message")

    def __init__(self, *args: Any, offer: Offer, asker: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        add_organisation_choice(self, asker)
        rates = list(Rate.objects.filter(offer=offer.pk))
        self.fields["rate"] = RateField(
            Rate.objects.filter(offer=offer.pk),
            language=offer.language,
            label=_("Which rate?"),
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

    def __init__(self, *args: Any, offer: Offer, asker: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, offer=offer, asker=asker, **kwargs)
        add_swap_choice(self, offer, asker)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["exchange"] = clean_exchange(self, data)
        return data


class HalfDaysField(forms.Field):
    """Mornings and afternoons, each as its code; cleaned into half-days in order."""

    widget = forms.MultipleHiddenInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Choose at least one half-day."),
        "invalid": _("One of these half-days can’t be chosen. Reload the page and choose again."),
    }

    def to_python(self, value: Any) -> tuple[HalfDay, ...]:
        try:
            return parse_half_days(value or ())
        except (ValueError, TypeError, AttributeError):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class WorkspaceRequestForm(RequestForm):
    """Half-days, ticked day by day."""

    half_days = HalfDaysField(label=_("Half-days"))

    field_order = ("half_days", "adults", "children", "rate", "message")

    def days(self) -> tuple[WorkspaceDay, ...]:
        """What may be ticked, with what is."""
        raw = self["half_days"].value() or ()
        try:
            first = parse_date(str(self.initial.get("check_in", "")))
        except ValueError:  # no such day
            first = None
        chosen = half_days_in(raw)
        if self.is_bound and chosen:  # the address that takes the form doesn't say from when
            first = chosen[0].day
        return workspace_days(
            self.offer.specific,
            first=first,
            chosen=chosen,
            most=DAYS_TO_ASK,
        )


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
            self.add_error("check_in", _("Choose a date from the list, or a day that suits you."))
        return data


class TipRequestForm(RequestForm):
    """Nothing but a question, which is refused: a tip is free to use."""


class ProductRequestForm(RequestForm):
    """How many. The day and hour of the hand-over are for the two to speak about."""

    quantity = forms.IntegerField(
        label=_("Quantity"),
        min_value=1,
        max_value=settings.HOSTING_QUANTITY_LIMIT,
        initial=1,
        error_messages=number_errors(
            _("Enter how many you’d like: from 1 to {most}."),
            most=settings.HOSTING_QUANTITY_LIMIT,
        ),
    )

    field_order = ("quantity", "rate", "message")

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, offer=offer, **kwargs)
        del self.fields["adults"], self.fields["children"]
        stock = getattr(offer, "stock", None)
        if stock:  # the browser says it sooner; who sends more reads why it is refused
            most = min(stock, settings.HOSTING_QUANTITY_LIMIT)
            self.fields["quantity"].widget.attrs["max"] = most

    @property
    def chosen(self) -> DatesAndParty:
        return DatesAndParty(quantity=self.cleaned_data.get("quantity"))

    def clean(self) -> dict[str, Any]:
        """Whoever asks is one person, and doesn't say who eats the jam."""
        data = super().clean() or self.cleaned_data
        return data | {"adults": 1}


FORMS: dict[str, type[RequestForm]] = {
    OfferKind.STAY: StayRequestForm,
    OfferKind.WORKSPACE: WorkspaceRequestForm,
    OfferKind.ACTIVITY: ActivityRequestForm,
    OfferKind.PRODUCT: ProductRequestForm,
    OfferKind.TIP: TipRequestForm,
}


def request_form_for(offer: Offer) -> type[RequestForm]:
    return FORMS[offer.kind]
