"""One line of opening hours: on which days, from when until when, in which months."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.models import model_to_dict
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext_lazy as _

from commons.accounts.validators import validate_single_line
from hosting.offers.models.opening_hours import OpeningHours
from hosting.offers.validators import validate_no_contacts

MONTH_CHOICES = [("", _("all year")), *MONTHS.items()]


class OpeningHoursForm(forms.ModelForm[OpeningHours]):
    """`instance` becomes the line to add."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )

    class Meta:
        model = OpeningHours
        fields = (
            "weekdays",
            "opens",
            "closes",
            "closes_next_day",
            "season_from",
            "season_until",
            "note",
        )
        widgets: ClassVar[Mapping[str, forms.Widget]] = {
            "opens": forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            "closes": forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        }
        help_texts: ClassVar[Mapping[str, Any]] = {
            "closes_next_day": _("For hours like 20:00 to 02:00, or day and night."),
            "note": _("For example: first Saturday of the month only."),
        }

    def __init__(self, *args: Any, hours: OpeningHours | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = model_to_dict(hours) if hours else {}
        super().__init__(*args, **kwargs)
        self.fields["note"].validators += [validate_single_line, validate_no_contacts]
        for name in ("season_from", "season_until"):
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label,
                choices=MONTH_CHOICES,
                coerce=int,
                empty_value=None,
                required=False,
            )

    def clean_weekdays(self) -> list[int]:
        return sorted(set(self.cleaned_data["weekdays"]))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data  # no `super`: its constraints ask the database
        self._clean_hours(data)
        if (data.get("season_from") is None) != (data.get("season_until") is None):
            self.add_error("season_until", _("Choose both months, or “all year” for both."))
        return data

    def _clean_hours(self, data: dict[str, Any]) -> None:
        opens, closes = data.get("opens"), data.get("closes")
        if opens is None or closes is None:
            return
        is_next_day = data.get("closes_next_day", False)
        if closes <= opens and not is_next_day:
            self.add_error(
                "closes",
                _(
                    "Enter a closing time after the opening time, or choose “Closes "
                    "after midnight”."
                ),
            )
        elif closes > opens and is_next_day:
            self.add_error(
                "closes_next_day",
                _(
                    "These hours end on the same day. Clear “Closes after midnight”, "
                    "or change the closing time."
                ),
            )
