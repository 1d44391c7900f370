"""What coordinators write: the rules of an emergency, who works in it, and why something ends."""

from __future__ import annotations

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
from ui.forms import DayInput

NEEDED_TO_OPEN: Final = ("review_on", "hard_end")  # may be empty in preparation only


class SwitchForm(forms.Form):
    """One deliberate word, so that no thumb does it: the territory, typed.

    A reopening also says until when it goes on.
    """

    review_on = forms.DateField(label=_("To be decided anew on"), widget=DayInput)
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
                _("This isn’t the name of the territory. Type it as it is written above the field.")
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
            hints = [_("Needed before it opens."), field.help_text]
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
            self.add_error("hard_end", _("The last stay doesn’t end before the next decision."))
        return data

    def as_words(self) -> dict[str, Any]:
        """What the person wrote, under the names of the model."""
        data = self.cleaned_data
        plain = {name: data[name] for name in self._meta.fields or () if name in data}
        minutes = {str(step): data[f"minutes_{step}"] for step in ServiceStep}
        weights = {str(term): data[f"weight_{term}"] for term in Weight}
        return plain | {"service_minutes": minutes, "weights": weights}


class CategoryForm(forms.Form):
    name_fr = forms.CharField(label=_("Name in French"), max_length=80)
    name_en = forms.CharField(label=_("Name in English"), max_length=80)
    proofs = forms.MultipleChoiceField(
        label=_("Accepted proofs"), choices=Proof, widget=forms.CheckboxSelectMultiple
    )


class PartnerForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the partner"), max_length=120, validators=[validate_single_line]
    )


class LendOnForm(forms.Form):
    """To whom, why, and that the host was asked: without their yes it is refused."""

    partner = forms.ModelChoiceField(
        label=pgettext_lazy("emergency", "To whom"), queryset=Partner.objects.none()
    )
    reason = forms.CharField(label=_("Why"), max_length=150)
    host_agrees = forms.BooleanField(label=_("The host was asked, and agrees"))

    def __init__(self, *args: Any, partners: QuerySet[Partner], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]


class RenewForm(forms.Form):
    review_on = forms.DateField(label=_("To be decided anew on"), widget=DayInput)


class BoardForm(forms.Form):
    """Which place of work the board is about; any other than those that are asked for is all."""

    work = forms.ModelChoiceField(
        label=_("Place of work"),
        queryset=Hospital.objects.none(),
        required=False,
        empty_label=_("All places of work"),
    )

    def __init__(self, *args: Any, places: QuerySet[Hospital], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["work"].queryset = places  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why, or where to"), max_length=300)


class DuplicateForm(forms.Form):
    """By the reference of the other one, within the same emergency."""

    reference = forms.CharField(label=_("Reference of the first one"), max_length=20)

    def __init__(self, *args: Any, activation: Activation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.activation = activation

    def clean_reference(self) -> HousingRequest:
        requests = HousingRequest.objects.filter(activation=self.activation)
        wanted = public_id_in(self.cleaned_data["reference"])
        found = requests.select_related("submission").filter(submission__public_id=wanted).first()
        if found is None:
            raise forms.ValidationError(_("No request of this emergency has this reference."))
        return found


class CheckForm(forms.Form):
    level = forms.TypedChoiceField(
        label=_("Check level reached"),
        coerce=int,
        choices=(
            (1, _("1: spoken with the host, papers of the place seen")),
            (2, _("2: place visited or seen by video, household known")),
            (3, _("3: visited by two, references called")),
        ),
    )
