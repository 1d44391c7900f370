"""The survey of access: "not measured yet" is an answer of its own."""

from typing import Any, ClassVar

from django import forms
from django.db.models import BooleanField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hosting.offers.models.access import AccessSurvey
from hosting.offers.validators import validate_no_contacts
from ui.forms import DayInput

ANSWERS = (("", _("Not checked yet")), ("true", _("Yes")), ("false", _("No")))


class AccessForm(forms.ModelForm[AccessSurvey]):
    """`instance` becomes the survey to keep."""

    class Meta:
        model = AccessSurvey
        exclude: ClassVar[tuple[str, ...]] = ("offer",)
        widgets: ClassVar[dict[str, forms.Widget]] = {"surveyed_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in AccessSurvey._meta.concrete_fields:
            if isinstance(field, BooleanField):
                self.fields[field.name] = forms.NullBooleanField(
                    label=field.verbose_name, widget=_ThreeAnswers
                )
        self.fields["details"].validators.append(validate_no_contacts)

    def clean_surveyed_on(self) -> Any:
        day = self.cleaned_data["surveyed_on"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(
                _("This date is in the future. Choose today or an earlier date.")
            )
        return day


class _ThreeAnswers(forms.RadioSelect):
    """Three points in a row instead of a list to open."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, choices=ANSWERS)

    def format_value(self, value: Any) -> list[str]:
        return [{True: "true", False: "false"}.get(value, value or "")]
