"""How a person wants to hear of things, kind by kind."""

from __future__ import annotations

from itertools import groupby
from typing import Any, ClassVar, Final

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from commons.accounts.choices import MailFrequency
from commons.accounts.models import MailChoices, User
from commons.accounts.models.mails import LAST_HOUR
from commons.accounts.validators import time_zones
from commons.notifications.categories import (
    NotificationCategory,
    optional_categories,
)

OF_A_KIND: Final = "pace_"
AS_IN_GENERAL: Final = ("", _("As in general"))
OFFERED: Final = (
    AS_IN_GENERAL,
    (MailFrequency.AT_ONCE, _("At once")),
    (MailFrequency.DAILY, _("In the daily mail")),
    (MailFrequency.NEVER, _("No mail")),
)


class MailsForm(forms.ModelForm[User]):
    """One list for everything in general, then one for each kind that may differ."""

    mail_hour = forms.TypedChoiceField(
        label=_("Hour of the daily mail"), coerce=int, choices=lambda: hours()
    )
    time_zone = forms.ChoiceField(label=_("On the clocks of"), choices=lambda: zones_by_area())

    class Meta:
        model = User
        fields = ("mail_pace", "mails_desk", "mail_hour", "time_zone")
        widgets: ClassVar = {"mail_pace": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for category in optional_categories():
            self.fields[f"{OF_A_KIND}{category.code}"] = self._field_for(category)

    def _field_for(self, category: NotificationCategory) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=category.title,
            help_text=category.text,
            choices=OFFERED,
            required=False,
            initial=self.instance.mail_paces.get(category.code, ""),
        )

    def by_kind(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name.startswith(OF_A_KIND)]

    def choices(self) -> MailChoices:
        data = self.cleaned_data
        return MailChoices(
            pace=MailFrequency(data["mail_pace"]),
            paces={
                name.removeprefix(OF_A_KIND): MailFrequency(pace)
                for name, pace in data.items()
                if name.startswith(OF_A_KIND) and pace
            },
            hour=data["mail_hour"],
            time_zone=data["time_zone"],
            desk=data["mails_desk"],
        )


def hours() -> list[tuple[int, str]]:
    """Of a day, as this language writes them."""
    midnight = timezone.now().replace(hour=0, minute=0)
    moments = [midnight.replace(hour=hour) for hour in range(LAST_HOUR + 1)]
    return [(moment.hour, date_format(moment, "TIME_FORMAT")) for moment in moments]


def zones_by_area() -> list[tuple[str, list[tuple[str, str]]]]:
    """A city of each zone, under its part of the world."""
    areas = groupby(time_zones(), key=lambda name: name.split("/")[0])
    return [
        (area, [(name, name.partition("/")[2].replace("_", " ")) for name in names])
        for area, names in areas
    ]
