"""What people write when a group decides."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.geography.forms import LocalityField
from travel_stories.collaboration.forms import EditForm
from travel_stories.trip_decisions.choices import Opinion, PollKind
from travel_stories.trip_decisions.models.deciding import Idea, Poll, PollData, PollOption
from travel_stories.trip_decisions.selectors.offers import link_to, offer_at
from travel_stories.trip_decisions.validators import MOST_OPTIONS
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.validators import check_day
from ui.forms import DayInput

ROWS = 4  # of dates that the page shows at first
UNTIL = "%Y-%m-%dT%H:%M"


class IdeaForm(EditForm, forms.ModelForm[Idea]):
    locality = LocalityField(label=_("Town, village or city"), required=False)

    class Meta:
        model = Idea
        fields = ("title", "words", "link", "locality", "spot")
        widgets: ClassVar = {"words": forms.Textarea(attrs={"rows": 3})}
        error_messages: ClassVar[dict[str, Any]] = {
            "title": {"required": _("Say what the group could do.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What could we do?")
        self.fields["link"].help_text = _(
            "Link to any web page. If it’s an offer on this site, we attach the offer to the idea."
        )
        if self.instance.pk is not None:
            self.initial["based_on"] = self.instance.version
            if self.instance.offer is not None:
                self.initial["link"] = link_to(self.instance.offer)

    def words(self) -> dict[str, Any]:
        """A link to an offer of the site becomes that offer."""
        words = super().words()
        offer = offer_at(words["link"]) if words["link"] else None
        return words | {"offer": offer, "link": "" if offer else words["link"]}


class VoiceForm(EditForm):
    """One press; without an opinion it takes the voice back."""

    opinion = forms.ChoiceField(choices=[("", ""), *Opinion.choices], required=False)


class DayForm(EditForm):
    """On which day something goes into the plan, if that is known already."""

    day = forms.IntegerField(required=False)


class PollWordsForm(EditForm, forms.ModelForm[Poll]):
    """What may still change while people vote."""

    class Meta:
        model = Poll
        fields = ("title", "words", "closes_at")
        widgets: ClassVar = {
            "words": forms.Textarea(attrs={"rows": 3}),
            "closes_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format=UNTIL),
        }
        error_messages: ClassVar[dict[str, Any]] = {
            "title": {"required": _("Write the question.")},
            "closes_at": {"required": _("Choose when voting ends.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closes_at"].help_text = _("No one can vote after this time.")
        if self.instance.pk is not None:
            self.initial["based_on"] = self.instance.version
        else:
            self.initial["closes_at"] = self.initial.get("closes_at") or in_a_week()

    def words(self) -> dict[str, Any]:
        words = super().words()
        asked = {name: words[name] for name in Poll.WORDS}
        return asked | {"closes_at": words["closes_at"].astimezone(UTC)}


class ChoicePollForm(PollWordsForm):
    """One option a line, and ideas that stand on the board already."""

    KIND: ClassVar = PollKind.CHOICES

    lines = forms.CharField(
        label=_("Options, one per line"),
        required=False,
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    ideas = forms.ModelMultipleChoiceField(
        label=_("Ideas to choose from"),
        queryset=Idea.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = ("title", "lines", "ideas", "words", "closes_at")

    def __init__(self, *args: Any, trip: Trip, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What do you want to ask?")
        ideas = trip.ideas.present().order_by("pk")
        self.fields["ideas"].queryset = ideas  # type: ignore[attr-defined]
        if not ideas.exists():
            del self.fields["ideas"]

    def clean_lines(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines()]
        longest = PollOption._meta.get_field("words").max_length or 0
        if any(len(line) > longest for line in lines):
            raise ValidationError(
                _("An option can have up to %(most)s characters. Shorten the longer options."),
                params={"most": longest},
            )
        return [line for line in lines if line]

    def asked(self) -> PollData:
        ideas = self.cleaned_data.get("ideas", ())
        new_options = [PollOption(words=line) for line in self.cleaned_data["lines"]]
        options = new_options + [PollOption(words=idea.title, idea=idea) for idea in ideas]
        return PollData(self.KIND, self.words(), options)


class DatePollForm(PollWordsForm):
    """From–to, a row each; empty rows count for nothing, and more can be asked for."""

    KIND: ClassVar = PollKind.DATES

    rows = forms.IntegerField(
        widget=forms.HiddenInput, min_value=2, max_value=MOST_OPTIONS, required=False
    )

    def __init__(self, *args: Any, trip: Trip, rows: int = ROWS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What do you want to ask?")
        self.initial["title"] = self.initial.get("title") or _("When do we leave?")
        self.count = min(max(rows, 2), MOST_OPTIONS)
        self.initial["rows"] = self.count
        for number in range(1, self.count + 1):
            params = {"number": number}
            first, last = _pair(number)
            self.fields[first] = _day(_("Option %(number)s, first day") % params)
            self.fields[last] = _day(_("Option %(number)s, last day") % params)
        pairs = [name for number in range(1, self.count + 1) for name in _pair(number)]
        self.order_fields(("title", *pairs))

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [tuple(self[name] for name in _pair(n)) for n in range(1, self.count + 1)]  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(1, self.count + 1):
            self._check_pair(*_pair(number))
        return data

    def asked(self) -> PollData:
        pairs = [_pair(number) for number in range(1, self.count + 1)]
        days = [(self.cleaned_data[first], self.cleaned_data[last]) for first, last in pairs]
        options = [PollOption(first_day=first, last_day=last) for first, last in days if first]
        return PollData(self.KIND, self.words(), options)

    def _check_pair(self, first_name: str, last_name: str) -> None:
        first: date | None = self.cleaned_data.get(first_name)
        last: date | None = self.cleaned_data.get(last_name)
        if first_name in self.errors or last_name in self.errors:
            return
        if (first is None) != (last is None):
            empty = first_name if first is None else last_name
            self.add_error(empty, _("Enter both the first and the last day."))
        elif first and last and last < first:
            self.add_error(
                last_name, _("The last day can’t be before the first day. Choose another last day.")
            )
        elif first and first < timezone.localdate():
            self.add_error(first_name, _("This day has passed. Choose today or a later day."))


class BallotForm(EditForm):
    """As many ticks as one likes; none says that nothing suits."""

    options = forms.ModelMultipleChoiceField(queryset=PollOption.objects.none(), required=False)

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["options"].queryset = poll.options.all()  # type: ignore[attr-defined]


class CommentForm(EditForm):
    comment = forms.CharField(
        label=_("Your comment"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a comment.")},
    )


def in_a_week() -> Any:
    """Eight in the evening, when people have time to vote."""
    return timezone.localtime().replace(hour=20, minute=0, second=0) + timedelta(days=7)


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput, required=False, validators=[check_day])


def _pair(number: int) -> tuple[str, str]:
    return f"first_{number}", f"last_{number}"
