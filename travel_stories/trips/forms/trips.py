"""The frame of a trip, and invitations to it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.geography.forms import LocalityField
from core.values.money import money_of
from travel_stories.collaboration.forms import EditForm
from travel_stories.trips.choices import MemberRole, TripKind
from travel_stories.trips.forms.amounts import units_in
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.validators import LONGEST_TRIP, check_currency, check_day
from ui.forms import DayInput


class TripForm(EditForm, forms.ModelForm[Trip]):
    """For a new trip and for changing one; the last day is asked for, the days are counted."""

    last_day = forms.DateField(label=_("Last day"), widget=DayInput, required=False)
    days = forms.IntegerField(
        label=_("Or how many days"), min_value=1, max_value=LONGEST_TRIP, required=False
    )
    locality = LocalityField(label=_("Where"), required=False)
    amount = forms.DecimalField(
        label=_("Budget for everybody"),
        min_value=0,
        max_digits=11,
        decimal_places=3,
        required=False,
    )
    currency = forms.CharField(
        label=_("Currency"), max_length=3, initial="EUR", validators=[check_currency]
    )

    class Meta:
        model = Trip
        fields = (
            "kind",
            "title",
            "starts_on",
            "locality",
            "route",
            "adults",
            "children",
            "age_from",
            "age_until",
            "currency",
            "needs",
            "visibility",
            "words",
        )
        widgets: ClassVar = {
            "kind": forms.RadioSelect,
            "starts_on": DayInput,
            "needs": forms.CheckboxSelectMultiple,
            "words": forms.Textarea(attrs={"rows": 4}),
            "visibility": forms.RadioSelect,
        }

    field_order = (
        "kind",
        "title",
        "starts_on",
        "last_day",
        "days",
        "locality",
        "route",
        "adults",
        "children",
        "age_from",
        "age_until",
        "amount",
        "currency",
        "needs",
        "words",
        "visibility",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].validators.append(check_day)
        trip = self.instance
        if trip.pk is not None:
            self.initial["last_day"], self.initial["days"] = trip.last_day, trip.days
            self.initial["amount"] = (
                None if trip.budget is None else money_of(trip.budget, trip.currency).amount
            )
            self.initial["based_on"] = trip.version
        self.fields["kind"].choices = TripKind.choices  # type: ignore[attr-defined]

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self._count_days(data)
        self._compare_ages(data)
        data["budget"] = self._budget(data.pop("amount", None), data.get("currency", ""))
        return data

    def _budget(self, amount: Decimal | None, currency: str) -> int | None:
        try:
            return None if amount is None else units_in(amount, currency)
        except forms.ValidationError as refusal:
            self.add_error("amount", refusal)
            return None

    def _count_days(self, data: dict[str, Any]) -> None:
        """Two dates say how many days; without dates the person does."""
        first, last = data.get("starts_on"), data.pop("last_day", None)
        if first and last:
            days = (last - first + timedelta(days=1)).days
            if not 1 <= days <= LONGEST_TRIP:
                self.add_error(
                    "last_day",
                    _("A trip ends after it begins, and lasts %(most)s days at most.")
                    % {"most": LONGEST_TRIP},
                )
            data["days"] = days
        elif not data.get("days") and "days" not in self.errors:
            self.add_error("days", _("Say how many days, or give the first and the last one."))

    def _compare_ages(self, data: dict[str, Any]) -> None:
        youngest, oldest = data.get("age_from"), data.get("age_until")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("age_until", _("The oldest can't be younger than the youngest."))


class InvitationForm(forms.Form):
    """A seat for one person by e-mail, or for whoever gets the link.

    Someone without an account can only hand on a link, and no link makes an organiser.
    """

    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Leave it empty for a link that you hand around yourself."),
    )
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole, initial=MemberRole.COMPANION)
    language = forms.ChoiceField(
        label=_("Language of the invitation"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    seat = forms.ModelChoiceField(
        queryset=TripMember.objects.none(),
        to_field_name="public_id",
        required=False,
        widget=forms.HiddenInput,
    )  # of a name that a file brought

    def __init__(self, *args: Any, by: TripMember, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = by.trip.members.awaited()  # type: ignore[attr-defined]
        refused: set[str] = set()
        if by.trip.kind == TripKind.CLASS:
            refused.add(MemberRole.COMPANION)
            self.fields["role"].initial = MemberRole.CHAPERONE
        if by.is_guest:
            refused.add(MemberRole.ORGANISER)
            del self.fields["email"], self.fields["language"]
        roles = [role for role in MemberRole.choices if role[0] not in refused]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole)


class JoinForm(forms.Form):
    """For somebody without an account: a name that the others know."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=60,
        help_text=_("As the others call you. It is seen by them alone."),
    )
    is_namesake = forms.BooleanField(
        label=_("I’m another person with the same name"), required=False
    )  # asked once somebody has that name

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_namesake"].widget = forms.HiddenInput()

    def ask_for_namesake(self, refusal: str) -> None:
        """Somebody in the trip has this name: it may be the same person, or another one."""
        self.fields["is_namesake"].widget = forms.CheckboxInput()
        self.add_error("name", refusal)
