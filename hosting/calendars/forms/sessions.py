"""The shape of a session, and of a weekly series."""

from datetime import datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hosting.calendars.models import Session
from hosting.calendars.selectors.sessions import format_session
from hosting.offers.models.offers import Offer
from ui.forms import MomentInput, number_errors

MINUTES_A_DAY = 24 * 60


class SessionChoiceField(forms.ModelChoiceField[Session]):
    """The sessions of an activity that are still to come, each by its hour at the place."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Choose a date."),
        "invalid_choice": _("This date is no longer available. Choose another one."),
    }

    def __init__(self, activity: Offer, **kwargs: Any) -> None:
        sessions = Session.objects.filter(activity=activity.pk).upcoming()
        sessions = sessions.select_related("activity__place__locality")
        super().__init__(sessions, to_field_name="public_id", **kwargs)

    def label_from_instance(self, obj: Session) -> str:
        return format_session(obj)


class SessionForm(forms.Form):
    """When, for how long, for how many. Hours are those that clocks show at the place."""

    starts_at = forms.DateTimeField(
        label=_("Date and time"),
        widget=MomentInput,
        error_messages={"required": _("Choose the date and time.")},
    )
    minutes = forms.IntegerField(
        label=_("Duration in minutes"),
        min_value=5,
        max_value=7 * MINUTES_A_DAY,
        initial=120,
        error_messages=number_errors(
            _("Enter the duration in minutes: from 5 to 10,080 (one week).")
        ),
    )
    seats = forms.IntegerField(
        label=_("Number of places"),
        min_value=1,
        max_value=500,
        error_messages=number_errors(_("Enter the number of places: from 1 to {most}."), most=500),
    )

    def __init__(
        self, *args: Any, clock: ZoneInfo, session: Session | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.clock = clock
        if session is not None:
            lasts = session.ends_at - session.starts_at
            self.initial = {
                "starts_at": session.starts_at.astimezone(clock).replace(tzinfo=None),
                "minutes": round(lasts.total_seconds() / 60),
                "seats": session.seats,
            }

    def clean_starts_at(self) -> datetime:
        starts_at: datetime = self.cleaned_data["starts_at"].replace(tzinfo=self.clock)
        if starts_at > timezone.now() + settings.HOSTING_ASK_AHEAD:
            raise forms.ValidationError(
                _("Guests can’t send requests this far ahead. Choose an earlier date.")
            )
        return starts_at

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        minutes, starts_at = data.pop("minutes", None), data.get("starts_at")
        if minutes and starts_at:
            data["ends_at"] = starts_at + timedelta(minutes=minutes)
        return data


class SeriesForm(SessionForm):
    """The same hour, week after week."""

    weeks = forms.IntegerField(
        label=_("Number of weeks"),
        min_value=1,
        max_value=52,
        initial=1,
        help_text=_("1 for a single date, or 10 for the same day and time ten weeks in a row."),
        error_messages=number_errors(_("Enter the number of weeks: from 1 to {most}."), most=52),
    )
