"""What coordinators write: the rules of an emergency, who works in it, and why something ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.accounts.validators import validate_single_line
from commons.geography.gazetteer import fold
from emergency.activations.models.activations import Activation
from emergency.activations.models.partners import Partner
from emergency.activations.models.places import Hospital
from emergency.activations.states.activations import ActivationState, Proof, ServiceStep, Weight
from emergency.activations.states.switching import SwitchChange
from emergency.housing.models.requests import HousingRequest
from emergency.intake.models.submissions import public_id_in
from ui.forms import DayInput, choice_errors

NEEDED_TO_OPEN: Final = ("review_on", "hard_end")  # may be empty in preparation only
# How the rules are grouped on their page.
WHERE: Final = ("territory", "is_drill", "departments", "operator", "responsible", "phone")
WHY: Final = ("reason", "decision", "review_on", "hard_end")
STAYS: Final = (
    *("opens", "closes", "price_rule", "whole_only", "min_nights", "gap_nights"),
    *("whole_check", "shared_check", "work_domains"),
)
HOURS: Final = (
    *("host_hours", "near_hours", "urgent_hours", "requester_hours", "asks_per_week"),
    *("quiet_from", "quiet_until", "kept_days"),
)


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields of the rules that belong together; what is rarely changed is folded away."""

    title: str
    fields: list[forms.BoundField]
    is_folded: bool

    @property
    def has_errors(self) -> bool:
        return any(field.errors for field in self.fields)


class SwitchForm(forms.Form):
    """One deliberate word, so that no thumb does it: the territory, typed.

    A reopening also says until when it goes on.
    """

    review_on = forms.DateField(
        label=_("Review date"),
        widget=DayInput,
        error_messages={"required": _("Choose the next review date.")},
    )
    territory = forms.CharField(
        max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(
        self, *args: Any, activation: Activation, change: SwitchChange, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.activation = activation
        named = _("Type the name of the territory: %(territory)s")
        self.fields["territory"].label = named % {"territory": activation.territory}
        if change == SwitchChange.REOPEN:
            self.fields["review_on"].initial = activation.review_on
        else:
            del self.fields["review_on"]

    def clean_territory(self) -> str:
        """Capitals, accents and spaces don’t count."""
        typed: str = self.cleaned_data["territory"]
        if fold(typed).split() != fold(self.activation.territory).split():
            raise forms.ValidationError(
                _("That isn’t the name of the territory. Type it as shown above the field.")
            )
        return typed

    def clean(self) -> dict[str, Any]:
        """The word has done its work; what is left goes to the action."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data.pop("territory", None)
        return data


class ActivationForm(forms.ModelForm[Activation]):
    """Every rule as data; the tables of minutes and weights have a field a line."""

    class Meta:
        model = Activation
        fields = (
            "territory",
            "is_drill",
            "departments",
            "operator",
            "responsible",
            "phone",
            "reason",
            "decision",
            "review_on",
            "hard_end",
            "opens",
            "closes",
            "price_rule",
            "whole_only",
            "min_nights",
            "gap_nights",
            "whole_check",
            "shared_check",
            "work_domains",
            "host_hours",
            "near_hours",
            "urgent_hours",
            "requester_hours",
            "asks_per_week",
            "quiet_from",
            "quiet_until",
            "kept_days",
        )
        widgets: ClassVar = {
            "reason": forms.Textarea(attrs={"rows": 3}),
            "review_on": DayInput,
            "hard_end": DayInput,
            **dict.fromkeys(
                ("opens", "closes", "quiet_from", "quiet_until"),
                forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            ),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.state != ActivationState.DRAFT:
            del self.fields["is_drill"]
        for name in NEEDED_TO_OPEN:
            field = self.fields[name]
            hints = [_("Required before the emergency opens."), field.help_text]
            field.help_text = " ".join(str(hint) for hint in hints if hint)
            field.is_needed_later = True  # type: ignore[attr-defined]
        for step in ServiceStep:
            self.fields[f"minutes_{step}"] = forms.IntegerField(
                label=_("Minutes: %(step)s") % {"step": step.label},
                min_value=1,
                max_value=14 * 24 * 60,
                initial=self.instance.whole_service_minutes[step],
            )
        for term in Weight:
            self.fields[f"weight_{term}"] = forms.FloatField(
                label=_("Weight: %(term)s") % {"term": term.label},
                min_value=0,
                max_value=1000,
                initial=self.instance.whole_weights[term],
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        review, last = data.get("review_on"), data.get("hard_end")
        if review and last and last < review:
            self.add_error(
                "hard_end",
                _(
                    "The latest end date for stays can’t be before the review date. "
                    "Choose a later date."
                ),
            )
        return data

    def groups(self) -> list[FieldGroup]:
        """Every field once, in the order of the page."""
        minutes = [f"minutes_{step}" for step in ServiceStep]
        weights = [f"weight_{term}" for term in Weight]
        groups = (
            (_("Territory and people responsible"), WHERE, False),
            (_("Reason and dates"), WHY, False),
            (_("Rules for every stay"), STAYS, False),
            (_("Time limits, and how often hosts are asked"), HOURS, True),
            (_("Promised response times, in minutes"), minutes, True),
            (_("Matching weights"), weights, True),
        )
        return [
            FieldGroup(str(title), [self[name] for name in names if name in self.fields], folded)
            for title, names, folded in groups
        ]

    def as_words(self) -> dict[str, Any]:
        """What the person wrote, under the names of the model."""
        data = self.cleaned_data
        plain = {name: data[name] for name in self._meta.fields or () if name in data}
        minutes = {str(step): data[f"minutes_{step}"] for step in ServiceStep}
        weights = {str(term): data[f"weight_{term}"] for term in Weight}
        return plain | {"service_minutes": minutes, "weights": weights}


class CategoryForm(forms.Form):
    name_fr = forms.CharField(
        label=_("Name in French"),
        max_length=80,
        error_messages={"required": _("Enter the name in French.")},
    )
    name_en = forms.CharField(
        label=_("Name in English"),
        max_length=80,
        error_messages={"required": _("Enter the name in English.")},
    )
    proofs = forms.MultipleChoiceField(
        label=_("Accepted forms of proof"),
        choices=Proof,
        widget=forms.CheckboxSelectMultiple,
        error_messages=choice_errors(_("Choose at least one form of proof.")),
    )


class PartnerForm(forms.Form):
    name = forms.CharField(
        label=_("Partner name"),
        max_length=120,
        validators=[validate_single_line],
        error_messages={"required": _("Enter the partner’s name.")},
    )


class LendOnForm(forms.Form):
    """To whom, why, and that the host was asked: without their yes it is refused."""

    partner = forms.ModelChoiceField(
        label=pgettext_lazy("emergency", "Partner"),
        queryset=Partner.objects.none(),
        error_messages=choice_errors(_("Choose a partner.")),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=150, error_messages={"required": _("Enter the reason.")}
    )
    host_agrees = forms.BooleanField(
        label=_("The host agrees to lend the home to this partner"),
        error_messages={"required": _("Ask the host first, then tick the box.")},
    )

    def __init__(self, *args: Any, partners: QuerySet[Partner], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]


class RenewForm(forms.Form):
    review_on = forms.DateField(
        label=_("Review date"),
        widget=DayInput,
        error_messages={"required": _("Choose the next review date.")},
    )


class BoardForm(forms.Form):
    """Which place of work the board is about; any other than those that are asked for is all."""

    work = forms.ModelChoiceField(
        label=_("Workplace"),
        queryset=Hospital.objects.none(),
        required=False,
        empty_label=_("All workplaces"),
    )

    def __init__(self, *args: Any, places: QuerySet[Hospital], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["work"].queryset = places  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        error_messages={"required": _("Enter the reason.")},
    )


class MissingForm(forms.Form):
    """What a requester has to send before a coordinator can go on."""

    reason = forms.CharField(
        label=_("Missing information"),
        max_length=300,
        error_messages={"required": _("Enter what information is missing.")},
    )


class ReferralForm(forms.Form):
    """To whom a request is handed on."""

    reason = forms.CharField(
        label=_("Name of the partner"),
        max_length=300,
        error_messages={"required": _("Enter the name of the partner.")},
    )


class OverrideForm(forms.Form):
    """Why a host is asked although their home is further away than the requester said."""

    reason = forms.CharField(
        label=_("Reason for asking this host anyway"),
        max_length=200,
        required=False,
        validators=[validate_single_line],
    )


class DuplicateForm(forms.Form):
    """By the reference of the other one, within the same emergency."""

    reference = forms.CharField(
        label=_("Reference of the first request"),
        max_length=20,
        error_messages={"required": _("Enter the reference of the first request.")},
    )

    def __init__(self, *args: Any, activation: Activation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.activation = activation

    def clean_reference(self) -> HousingRequest:
        requests = HousingRequest.objects.filter(activation=self.activation)
        wanted = public_id_in(self.cleaned_data["reference"])
        found = requests.select_related("submission").filter(submission__public_id=wanted).first()
        if found is None:
            raise forms.ValidationError(
                _("No request in this emergency has this reference. Check it and try again.")
            )
        return found


class CheckForm(forms.Form):
    level = forms.TypedChoiceField(
        label=_("Check level reached"),
        coerce=int,
        choices=(
            (1, _("1: spoke to the host and saw documents for the home")),
            (2, _("2: home visited or seen by video, and household known")),
            (3, _("3: home visited by two people, and references checked by phone")),
        ),
        error_messages=choice_errors(_("Choose the check level reached.")),
    )
