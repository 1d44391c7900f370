"""What a member says when asking hosts: for how many, on which terms, in which words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.text.formatting import format_date_range
from core.values.dates import DateRange
from hosting.calendars.forms.sessions import SessionChoiceField
from hosting.calendars.models import Session
from hosting.communities.models.terms import Need
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.activities import Activity
from hosting.offers.models.rates import Rate
from travel_stories.collaboration.forms import EditForm
from travel_stories.trip_requests.models.requests import RequestTerms, RequestWords
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.selectors.nights import dates_of
from ui.forms import DayInput


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
        # The one that fits best into the plan; the next one while the step has no date.
        wished = step.date or timezone.localdate()
        chosen = step.session or min(
            sessions,
            key=lambda one: abs(timezone.localdate(one.starts_at) - wished),
            default=None,
        )
        self.fields["session"] = SessionChoiceField(
            activity,
            label=_("Which date?"),
            required=not activity.is_on_request,
            empty_label=_("On the day of the step") if activity.is_on_request else None,
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

    def show_dates_of_now(self) -> None:
        """The page that comes back is about the dates of the step as they are now."""
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("seen")] = _written(self.dates)
        self.data = data

    def terms(self) -> RequestTerms:
        data = self.cleaned_data
        return RequestTerms(
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
        self.me = me
        self._offer_message(dates)
        self.initial["needs"] = list(me.trip.needs.all())

    def _offer_message(self, dates: DateRange | None) -> None:
        """`data-offered`: a script tells words that were left as they are from one's own by it."""
        self.initial["message"] = drafted(self.me.trip, self.me.name, dates)
        self.fields["message"].widget.attrs["data-offered"] = self.initial["message"]

    def follow_dates(self, former_dates: DateRange | None) -> None:
        """Write the message that was left as offered for the dates of now; one's own words stay."""
        sent = self.data.get("message", "").replace("\r\n", "\n").strip()
        former = drafted(self.me.trip, self.me.name, former_dates)
        if sent == former.replace("\r\n", "\n").strip():
            data = cast("QueryDict", self.data).copy()
            data["message"] = self.initial["message"]
            self.data = data

    def request_words(self) -> RequestWords:
        data = self.cleaned_data
        return RequestWords(message=data["message"], needs=list(data["needs"]))


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


def people_of(step: Step) -> dict[str, int]:
    """Whoever is named in the step, else everybody who travels."""
    named = len(step.people.all())
    if named:
        return {"adults": named, "children": 0}
    return {"adults": max(step.trip.adults, 1), "children": step.trip.children}


def drafted(trip: Trip, name: str, dates: DateRange | None) -> str:
    """In the language of whoever asks; they read it before anybody else does."""
    if dates is None:
        wish = gettext("we are planning “%(title)s” and would be glad to come to you.")
    else:
        wish = gettext("we are planning “%(title)s” and would be glad to come to you, %(dates)s.")
    params = {"title": trip.title, "dates": format_date_range(dates) if dates else ""}
    lines = (gettext("Hello,"), wish % params, trip.words, gettext("Would that suit you?"), name)
    return "\n\n".join(line for line in lines if line)


def _written(dates: DateRange | None) -> str:
    return f"{dates.check_in}/{dates.check_out}" if dates else ""
