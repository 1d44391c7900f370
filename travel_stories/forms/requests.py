"""What a member says when asking hosts: for how many, on which terms, in which words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.dates import DateRange
from core.forms import DayInput
from core.words import range_in_words
from hosting.enums import OfferKind
from hosting.models import Activity, Need, Rate, Session
from travel_stories.forms.edits import EditForm
from travel_stories.models import Step, Trip, TripMember
from travel_stories.models.requests import Terms, Words
from travel_stories.queries.nights import dates_of


class SessionField(forms.ModelChoiceField[Session]):
    """Sessions by day and hour, as a person reads them."""

    def label_from_instance(self, obj: Session) -> str:
        return str(date_format(timezone.localtime(obj.starts_at), "DATETIME_FORMAT"))


class TermsForm(forms.Form):
    """For one step: people, rate and, where there are sessions, which. The dates are the step's."""

    adults = forms.IntegerField(
        label=_("Adults"), min_value=1, max_value=settings.HOSTING_PARTY_LIMIT
    )
    children = forms.IntegerField(
        label=_("Children"), min_value=0, max_value=settings.HOSTING_PARTY_LIMIT, required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        kwargs["prefix"] = step.public_id
        super().__init__(*args, **kwargs)
        self.step = step
        self.dates = dates_of(step)
        self.initial.update(people_of(step), seen=_written(self.dates))
        rates = list(Rate.objects.filter(offer=step.offer_id))
        if rates:
            self.fields["rate"] = forms.ModelChoiceField(
                Rate.objects.filter(offer=step.offer_id),
                label=_("On which terms?"),
                widget=forms.RadioSelect,
                empty_label=None,
                initial=rates[0] if len(rates) == 1 else None,  # nobody is nudged to one of several
            )
        if step.offer is not None and step.offer.kind == OfferKind.ACTIVITY:
            self._offer_sessions(step)

    def _offer_sessions(self, step: Step) -> None:
        activity = Activity.objects.get(pk=step.offer_id)
        sessions = Session.objects.filter(activity=activity).upcoming()
        chosen = step.session or _nearest(sessions, step.date)
        self.fields["session"] = SessionField(
            sessions,
            label=_("Which date?"),
            required=not activity.is_on_request,
            empty_label=_("On the day of the step") if activity.is_on_request else None,
            to_field_name="public_id",
            initial=chosen.public_id if chosen else None,
        )

    def clean_children(self) -> int:
        return self.cleaned_data["children"] or 0

    def clean_seen(self) -> DateRange | None:
        """What stood on the page when it was pressed; anything else is no range of dates."""
        first, _slash, last = self.cleaned_data["seen"].partition("/")
        try:
            return DateRange(date.fromisoformat(first), date.fromisoformat(last))
        except ValueError:
            return None

    def terms(self) -> Terms:
        data = self.cleaned_data
        return Terms(
            step=self.step,
            adults=data["adults"],
            children=data["children"],
            rate=data.get("rate"),
            session=data.get("session"),
            seen=data["seen"],
        )


class WordsForm(EditForm):
    """A message that is written already, and may be written anew."""

    message = forms.CharField(
        label=_("Your message"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=5000,
        help_text=_("Who you are, what brings you. A few words are enough."),
    )
    needs = forms.ModelMultipleChoiceField(
        Need.objects.all(),
        label=_("What you need"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, me: TripMember, dates: DateRange | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["message"] = drafted(me.trip, me.name, dates)
        self.initial["needs"] = list(me.trip.needs.all())

    def said(self) -> Words:
        data = self.cleaned_data
        return Words(message=data["message"], needs=list(data["needs"]))


class TogetherForm(WordsForm):
    """Also says until when all of them answer."""

    closes_on = forms.DateField(
        label=_("Everybody answers until the evening of"),
        widget=DayInput,
        help_text=_("If one of them says no or the day is over, nothing is held any more."),
    )

    field_order = ("closes_on", "message", "needs")

    def __init__(self, *args: Any, me: TripMember, dates: DateRange | None, **kwargs: Any) -> None:
        super().__init__(*args, me=me, dates=None, **kwargs)  # each host reads the own dates
        day = timezone.localdate() + settings.HOSTING_ANSWER_WITHIN
        if dates is not None:
            day = min(day, dates.check_in - timedelta(days=1))
        self.initial["closes_on"] = max(day, timezone.localdate())

    def closes_at(self) -> datetime:
        """The last minute of that day, here."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["closes_on"], time(23, 59)))


def _nearest(sessions: Iterable[Session], day: date | None) -> Session | None:
    """The one that fits best into the plan; the next one while the step has no date."""
    wished = day or timezone.localdate()
    return min(
        sessions,
        key=lambda one: abs(timezone.localdate(one.starts_at) - wished),
        default=None,
    )


def people_of(step: Step) -> dict[str, int]:
    """Whoever is named in the step, else everybody who travels."""
    named = len(step.people.all())
    if named:
        return {"adults": named, "children": 0}
    return {"adults": max(step.trip.adults, 1), "children": step.trip.children}


def drafted(trip: Trip, name: str, dates: DateRange | None) -> str:
    """In the language of whoever asks; they read it before anybody else does."""
    if dates is None:
        wish = _now("we are planning “%(title)s” and would be glad to come to you.")
    else:
        wish = _now("we are planning “%(title)s” and would be glad to come to you, %(dates)s.")
    said = {"title": trip.title, "dates": range_in_words(dates) if dates else ""}
    lines = (_now("Hello,"), wish % said, trip.words, _now("Would that suit you?"), name)
    return "\n\n".join(line for line in lines if line)


def _written(dates: DateRange | None) -> str:
    return f"{dates.check_in}/{dates.check_out}" if dates else ""
