"""How a person wants to hear of things, kind by kind."""

from __future__ import annotations

from itertools import groupby
from typing import Any, ClassVar, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.choices import MailFrequency
from commons.accounts.models import MailChoices, User
from commons.accounts.models.mails import LAST_HOUR
from commons.accounts.validators import time_zones
from commons.notifications.categories import (
    NotificationCategory,
    categories_to_choose,
)
from core.text.formatting import format_time

OF_A_KIND: Final = "pace_"
AS_IN_GENERAL: Final = ("", _("Default"))
OFFERED: Final = (
    AS_IN_GENERAL,
    (MailFrequency.AT_ONCE, _("As it happens")),
    (MailFrequency.DAILY, _("In the daily email")),
    (MailFrequency.NEVER, _("No email")),
)


class MailsForm(forms.ModelForm[User]):
    """One list for everything in general, then one for each kind that may differ."""

    mail_hour = forms.TypedChoiceField(
        label=_("Time of the daily email"), coerce=int, choices=lambda: hours()
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=lambda: zones_by_area())

    class Meta:
        model = User
        fields = ("mail_pace", "mails_desk", "mail_hour", "time_zone")
        widgets: ClassVar = {"mail_pace": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for category in categories_to_choose(self.instance):
            self.fields[f"{OF_A_KIND}{category.code}"] = self._field_for(category)
        kinds = [name for name in self.fields if name.startswith(OF_A_KIND)]
        self.order_fields(("mail_pace", *kinds))

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

    def _paces_not_asked(self) -> dict[str, MailFrequency]:
        """What was chosen for a role that the person doesn't have now: it comes back with it."""
        return {
            code: MailFrequency(pace)
            for code, pace in self.instance.mail_paces.items()
            if f"{OF_A_KIND}{code}" not in self.fields
        }

    def choices(self) -> MailChoices:
        data = self.cleaned_data
        return MailChoices(
            pace=MailFrequency(data["mail_pace"]),
            paces=self._paces_not_asked()
            | {
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
    return [(moment.hour, format_time(moment)) for moment in moments]


def zones_by_area() -> list[tuple[str, list[tuple[str, str]]]]:
    """A city of each zone, under its part of the world."""
    areas = groupby(time_zones(), key=lambda name: name.split("/")[0])
    return [
        (area, [(name, name.partition("/")[2].replace("_", " ")) for name in names])
        for area, names in areas
    ]
