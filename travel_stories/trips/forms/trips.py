"""The frame of a trip, and invitations to it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.accounts.validators import validate_single_line
from commons.geography.forms import LocalityField
from commons.organisations.models import Organisation
from core.values.money import money_of
from travel_stories.collaboration.forms import EditForm
from travel_stories.trips.choices import MemberRole, TripKind
from travel_stories.trips.forms.amounts import units_in
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.validators import LONGEST_TRIP, check_currency, check_day
from ui.forms import DayInput, choice_errors


class TripForm(EditForm, forms.ModelForm[Trip]):
    """For a new trip and for changing one; the last day is asked for, the days are counted."""

    last_day = forms.DateField(label=_("Last day"), widget=DayInput, required=False)
    days = forms.IntegerField(
        label=_("Or number of days"), min_value=1, max_value=LONGEST_TRIP, required=False
    )
    locality = LocalityField(label=_("Where"), required=False)
    amount = forms.DecimalField(
        label=_("Total budget"),
        min_value=0,
        max_digits=11,
        decimal_places=3,
        required=False,
    )
    currency = forms.CharField(
        label=_("Currency"),
        max_length=3,
        initial="EUR",
        validators=[check_currency],
        error_messages={"required": _("Enter a currency code such as EUR.")},
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
        error_messages: ClassVar[dict[str, Any]] = {
            "title": {"required": _("Enter a title for the trip.")},
            "kind": choice_errors(_("Choose who’s travelling.")),
            "adults": {"required": _("Enter the number of adults.")},
            "children": {"required": _("Enter the number of children, or 0.")},
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
                    _(
                        "The last day can’t be before the first day, and a trip can last "
                        "up to %(most)s days. Choose another last day."
                    )
                    % {"most": LONGEST_TRIP},
                )
            data["days"] = days
        elif not data.get("days") and "days" not in self.errors:
            self.add_error("days", _("Enter the number of days, or the first and last day."))

    def _compare_ages(self, data: dict[str, Any]) -> None:
        youngest, oldest = data.get("age_from"), data.get("age_until")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error(
                "age_until",
                _(
                    "The oldest child’s age must be the same as or higher than the youngest "
                    "child’s. Check both ages."
                ),
            )


class InvitationForm(forms.Form):
    """A seat for one person by e-mail, or for whoever gets the link.

    Someone without an account can only hand on a link, and no link makes an organiser.
    """

    email = forms.EmailField(
        label=_("Email address"),
        required=False,
        help_text=_("Leave this empty to create a link that you can share yourself."),
        error_messages={"invalid": _("Enter an email address, such as name@example.org.")},
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=MemberRole,
        initial=MemberRole.COMPANION,
        error_messages=choice_errors(_("Choose a role.")),
    )
    language = forms.ChoiceField(
        label=_("Language of the invitation"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        help_text=_("We write in the language of the person’s account if they have one."),
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


class AccountJoinForm(forms.Form):
    """For an account, which is asked for nothing unless a guest has its name."""

    is_namesake = forms.BooleanField(
        label=_("I’m another person with the same name"), required=False
    )  # asked once somebody has that name
    despite_block = forms.BooleanField(label=_("I want to join this trip anyway"), required=False)

    ASKED: ClassVar[str | None] = None  # the field that the question is about

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_namesake"].widget = forms.HiddenInput()
        self.fields["despite_block"].widget = forms.HiddenInput()

    def ask_despite_block(self) -> None:
        """Somebody whom this person has blocked is on the trip."""
        self.fields["despite_block"].widget = forms.CheckboxInput()

    def ask_for_namesake(self, refusal: str) -> None:
        """Somebody in the trip has this name: it may be the same person, or another one."""
        self.fields["is_namesake"].widget = forms.CheckboxInput()
        self.add_error(self.ASKED, refusal)


class JoinForm(AccountJoinForm):
    """For somebody without an account: a name that the others know."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=60,
        validators=[validate_single_line],  # it stands in notices, and in subjects of mails
        help_text=_("The name the others know you by. Only people on this trip can see it."),
        error_messages={"required": _("Enter the name the others know you by.")},
    )
    ASKED = "name"
    field_order = ("name", "is_namesake", "despite_block")


class SeatOrganisationForm(forms.Form):
    """For whom a member takes part: themselves, or an organisation that they act for."""

    on_behalf_of = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Who you take part for"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Myself"),
        help_text=_("Everyone on this trip reads it beside your name."),
        error_messages=choice_errors(
            _("You don’t act for this organisation any more. Choose who you take part for.")
        ),
    )

    def __init__(self, *args: Any, seat: TripMember, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if seat.person is not None:
            mine = Organisation.objects.acted_for_by(seat.person)
            self.fields["on_behalf_of"].queryset = mine  # type: ignore[attr-defined]
        self.initial["on_behalf_of"] = seat.on_behalf_of

    @property
    def has_choice(self) -> bool:
        """Somebody acts for an organisation, or said so in an older form."""
        field = self.fields["on_behalf_of"]
        return self.is_bound or bool(field.queryset.exists())  # type: ignore[attr-defined]
