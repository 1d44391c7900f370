"""Lists and what stands in them."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from travel_stories.collaboration.forms import EditForm
from travel_stories.trip_lists.choices.lists import ChecklistKind
from travel_stories.trip_lists.choices.starters import Starter, starters_for
from travel_stories.trip_lists.models import Checklist, ChecklistItem
from travel_stories.trip_lists.validators import MOST_COUNT
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip
from ui.forms import DayInput

KINDS = [choice for choice in ChecklistKind.choices if choice[0] != ChecklistKind.PAPERS]


class ChecklistForm(EditForm, forms.ModelForm[Checklist]):
    """A title, and what the list is for."""

    class Meta:
        model = Checklist
        fields = ("title", "kind")
        widgets: ClassVar = {"kind": forms.RadioSelect}
        error_messages: ClassVar[dict[str, Any]] = {
            "title": {"required": gettext_lazy("Enter a title for the list.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = KINDS  # type: ignore[attr-defined]
        if self.instance.pk is None:
            self.initial["kind"] = ChecklistKind.BRING
        else:
            self.initial["based_on"] = self.instance.version


class StarterForm(EditForm):
    """One press on a list to begin from."""

    starter = forms.CharField(max_length=20)

    def __init__(self, *args: Any, trip: Trip, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trip = trip

    def clean_starter(self) -> Starter:
        wanted = self.cleaned_data["starter"]
        for starter in starters_for(self.trip.kind, self.trip.starts_on):
            if starter.code == wanted:
                return starter
        raise forms.ValidationError(_("This ready-made list doesn’t exist. Choose another one."))

    def words(self) -> dict[str, Any]:
        """Written in the language of whoever begins the list: from then on it is theirs."""
        starter = self.cleaned_data["starter"]
        items = [
            {
                "title": str(item.title),
                "count": max(self.trip.party, 1) if item.each else 1,
                "days_before": item.days_before,
            }
            for item in starter.items
        ]
        return {"words": {"title": str(starter.title), "kind": starter.kind}, "items": items}


class ItemForm(EditForm, forms.ModelForm[ChecklistItem]):
    """Each kind of list asks for what it needs."""

    ASKED: ClassVar[dict[str, tuple[str, ...]]] = {
        ChecklistKind.BRING: ("title", "count", "who"),
        ChecklistKind.DO: ("title", "who", "due_on"),
        ChecklistKind.PAPERS: ("title", "count", "got", "due_on", "days_before", "who"),
    }

    class Meta:
        model = ChecklistItem
        fields = ("title", "count", "got", "who", "due_on", "days_before")
        widgets: ClassVar = {"due_on": DayInput}
        error_messages: ClassVar[dict[str, Any]] = {
            "title": {"required": gettext_lazy("Write what goes on the list.")},
        }

    def __init__(self, *args: Any, checklist: Checklist, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() - {*self.ASKED[checklist.kind], "key", "based_on"}:
            del self.fields[name]
        self.order_fields(self.ASKED[checklist.kind])
        if "count" in self.fields:  # as where it is added
            self.fields["count"].label = _("Number needed")
        seats = TripMember.objects.present().filter(trip=checklist.trip_id)
        self.fields["who"].queryset = seats  # type: ignore[attr-defined]
        self.fields["who"].empty_label = _("No one yet")  # type: ignore[attr-defined]
        if self.instance.pk is not None:
            self.initial["based_on"] = self.instance.version
        if "due_on" in self.fields:
            self.fields["due_on"].help_text = self._reckoned()

    def _reckoned(self) -> str:
        """A deadline that counts back from the departure stays as long as no day is written."""
        before = self.instance.days_before
        if not before:
            return ""
        words = ngettext(
            "If you leave this empty, the due date is %(days)s day before departure.",
            "If you leave this empty, the due date is %(days)s days before departure.",
            before,
        )
        return words % {"days": before}


class QuickItemForm(EditForm):
    """A line at the end of a list."""

    title = forms.CharField(
        label=gettext_lazy("Item"),
        max_length=120,
        error_messages={"required": gettext_lazy("Write what goes on the list.")},
    )
    count = forms.IntegerField(
        label=gettext_lazy("Number needed"), min_value=1, max_value=MOST_COUNT, required=False
    )

    def words(self) -> dict[str, Any]:
        words = super().words()
        return words | {"count": words["count"] or 1}


class TickForm(EditForm):
    done = forms.BooleanField(required=False)


class ClaimForm(EditForm):
    """Mine, or free again."""

    mine = forms.BooleanField(required=False)

    def __init__(self, *args: Any, me: TripMember, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.me = me

    def words(self) -> dict[str, Any]:
        return {"who": self.me if self.cleaned_data["mine"] else None}
