"""What a member says when asking hosts: for how many, on which terms, in which words."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commons.accounts.validators import validate_single_line
from core.text.formatting import format_date_range
from core.values.dates import DateRange
from hosting.calendars.forms.sessions import SessionChoiceField
from hosting.calendars.models import Session
from hosting.communities.models.terms import Need
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.activities import Activity
from hosting.offers.models.rates import Rate
from hosting.requests.forms.asking_organisations import add_organisation_choice
from hosting.requests.forms.requests import RateField
from hosting.requests.models.requests import LONGEST_GROUP_WORDS
from hosting.requests.states import GroupKind, ReasonOfStay
from travel_stories.collaboration.forms import EditForm
from travel_stories.trip_requests.models.introductions import LONGEST_WORDS
from travel_stories.trip_requests.models.requests import RequestTerms, RequestWords, group_kind_of
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.selectors.nights import dates_of
from ui.forms import choice_errors, number_errors


class TermsForm(forms.Form):
    """For one step: people, rate and, where there are sessions, which. The dates are the step's."""

    adults = forms.IntegerField(
        label=_("Adults"),
        min_value=1,
        max_value=settings.HOSTING_PARTY_LIMIT,
        error_messages=number_errors(
            _("Enter how many adults are coming: from 1 to {most}."),
            most=settings.HOSTING_PARTY_LIMIT,
        ),
    )
    children = forms.IntegerField(
        label=_("Children"),
        min_value=0,
        max_value=settings.HOSTING_PARTY_LIMIT,
        required=False,
        error_messages=number_errors(
            _("Enter how many children are coming: {most} at most."),
            most=settings.HOSTING_PARTY_LIMIT,
        ),
    )
    quantity = forms.IntegerField(
        label=_("Quantity"),
        min_value=1,
        max_value=settings.HOSTING_QUANTITY_LIMIT,
        initial=1,
        error_messages=number_errors(
            _("Enter how many you’d like: from 1 to {most}."),
            most=settings.HOSTING_QUANTITY_LIMIT,
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        kwargs["prefix"] = step.public_id
        super().__init__(*args, **kwargs)
        self.step = step
        self.dates = dates_of(step)
        self.initial.update(people_of(step), seen=_written(self.dates))
        rates = list(Rate.objects.filter(offer=step.offer_id))
        if step.offer is not None and rates:
            self.fields["rate"] = RateField(
                Rate.objects.filter(offer=step.offer_id),
                language=step.offer.language,
                label=_("Which rate?"),
                widget=forms.RadioSelect,
                empty_label=None,
                error_messages=choice_errors(_("Choose a rate.")),
                initial=rates[0] if len(rates) == 1 else None,  # nobody is nudged to one of several
            )
        if step.offer is not None and step.offer.kind == OfferKind.ACTIVITY:
            self._offer_sessions(step)
        is_of_goods = step.offer is not None and step.offer.kind == OfferKind.PRODUCT
        for name in ("adults", "children") if is_of_goods else ("quantity",):
            del self.fields[name]
        self.order_fields(("session",))

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
            adults=data.get("adults", 1),
            children=data.get("children", 0),
            quantity=data.get("quantity"),
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
        help_text=_("Say who you are and what brings you here. A few words are enough."),
        error_messages={"required": _("Write your message.")},
    )
    needs = forms.ModelMultipleChoiceField(
        Need.objects.all(),
        label=_("What you need"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.ChoiceField(
        label=_("What brings you here"),
        choices=[("", _("I’d rather not say")), *ReasonOfStay.choices],
        required=False,
        help_text=_(
            "Only the host can see your answer. We delete it a month after the request has ended."
        ),
    )

    group_kind = forms.ChoiceField(
        label=_("Kind of group"),
        choices=[
            *((kind, kind.label) for kind in GroupKind if kind != GroupKind.OTHER),
            (GroupKind.OTHER, _("Other, in your own words")),
        ],
        required=False,  # a page that was opened before asks as the trip is
        help_text=_("Each host sees it, and the members who chose to be shown."),
        error_messages=choice_errors(_("Choose a kind of group.")),
    )
    group_words = forms.CharField(
        label=_("Your group in your own words"),
        max_length=LONGEST_GROUP_WORDS,
        required=False,
        validators=[validate_single_line],
        help_text=_("Only if you chose “Other”. For example: a choir on tour."),
        error_messages={
            "max_length": format_lazy(
                _("Describe your group in {most} characters at most."), most=LONGEST_GROUP_WORDS
            )
        },
    )

    def __init__(self, *args: Any, me: TripMember, dates: DateRange | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.me = me
        add_organisation_choice(self, me.person)
        if me.on_behalf_of_id is not None and "on_behalf_of" in self.fields:
            self.initial["on_behalf_of"] = me.on_behalf_of
        self.initial["group_kind"] = group_kind_of(me.trip)
        if not self.initial["group_kind"]:
            del self.fields["group_kind"], self.fields["group_words"]
        self._offer_message(dates)
        self.initial["needs"] = list(me.trip.needs.all())

    def clean(self) -> dict[str, Any]:
        """Own words go with the kind that has no other name, and with no other one."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("group_kind") != GroupKind.OTHER:
            data["group_words"] = ""
        elif not data.get("group_words") and "group_words" not in self.errors:
            self.add_error("group_words", _("Say in a few words what kind of group you are."))
        return data

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
        return RequestWords(
            message=data["message"],
            needs=list(data["needs"]),
            on_behalf_of=data.get("on_behalf_of"),
            reason=data["reason"],
            group_kind=data.get("group_kind", ""),
            group_words=data["group_words"],
        )


class IntroductionForm(forms.Form):
    """What a member lets hosts read; the name in the trip stands beside it."""

    words = forms.CharField(
        label=_("A few words about you"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example, what you’re looking forward to. Don’t name children."),
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
        wish = gettext("We’re planning “%(title)s” and would love to visit you.")
    else:
        wish = gettext("We’re planning “%(title)s” and would love to visit you (%(dates)s).")
    params = {"title": trip.title, "dates": format_date_range(dates) if dates else ""}
    lines = (
        gettext("Hello,"),
        wish % params,
        trip.words,
        gettext("Would that work for you?"),
        name,
    )
    return "\n\n".join(line for line in lines if line)


def _written(dates: DateRange | None) -> str:
    return f"{dates.check_in}/{dates.check_out}" if dates else ""
