"""The shape of a session, and of a weekly series."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hosting.calendars.models import Session
from hosting.calendars.selectors.sessions import format_session
from hosting.offers.models.offers import Offer
from ui.forms import MomentInput

MINUTES_A_DAY = 24 * 60


class SessionChoiceField(forms.ModelChoiceField[Session]):
    """The sessions of an activity that are still to come, each by its hour at the place."""

    def __init__(self, activity: Offer, **kwargs: Any) -> None:
        sessions = Session.objects.filter(activity=activity.pk).upcoming()
        sessions = sessions.select_related("activity__place__locality")
        super().__init__(sessions, to_field_name="public_id", **kwargs)

    def label_from_instance(self, obj: Session) -> str:
        return format_session(obj)


class SessionForm(forms.Form):
    """When, for how long, for how many. Hours are those that clocks show at the place."""

    starts_at = forms.DateTimeField(label=_("Begins"), widget=MomentInput)
    minutes = forms.IntegerField(
        label=_("Lasts (minutes)"), min_value=5, max_value=7 * MINUTES_A_DAY, initial=120
    )
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=500)

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
            raise forms.ValidationError(_("This is further ahead than anybody may ask."))
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
        label=_("For how many weeks?"),
        min_value=1,
        max_value=52,
        initial=1,
        help_text=_("1 for this one date; 10 for ten weeks on the same day."),
    )
