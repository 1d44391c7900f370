"""The shape of a unit: its name, who fits in, and its beds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.accounts.validators import validate_single_line
from hosting.offers.choices.lists import Bathroom, BedKind
from hosting.offers.models.stays import Unit
from hosting.offers.validators import validate_no_contacts
from ui.forms import choice_errors, number_errors


class UnitForm(forms.Form):
    """Beds are counted by kind; `beds` in the cleaned data holds those that are there."""

    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        validators=[validate_single_line, validate_no_contacts],
        help_text=_("For example: the whole house, the blue room, the pitch by the stream."),
        error_messages={"required": _("Enter a name, such as the blue room.")},
    )
    sleeps = forms.IntegerField(
        label=_("How many people can sleep here?"),
        min_value=1,
        max_value=200,
        error_messages=number_errors(
            _("Enter how many people can sleep here: from 1 to {most}."), most=200
        ),
    )
    bathroom = forms.ChoiceField(
        label=_("Bathroom"),
        choices=Bathroom,
        error_messages=choice_errors(_("Choose the type of bathroom.")),
    )

    def __init__(self, *args: Any, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in BedKind:
            self.fields[kind.value] = forms.IntegerField(
                label=kind.label, min_value=0, max_value=50, required=False
            )
        if unit is not None:
            beds = {bed.kind: bed.count for bed in unit.beds.all()}
            self.initial = {
                "name": unit.name,
                "sleeps": unit.sleeps,
                "bathroom": unit.bathroom,
                **beds,
            }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data["beds"] = {kind.value: data.pop(kind.value, None) or 0 for kind in BedKind}
        return data


class DeskForm(forms.Form):
    """A desk or a room of a workspace: its name, and how many people work there."""

    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        validators=[validate_single_line, validate_no_contacts],
        help_text=_("For example: desk by the window, meeting room."),
        error_messages={"required": _("Enter a name, such as desk by the window.")},
    )
    sleeps = forms.IntegerField(
        label=_("How many people can work here?"),
        min_value=1,
        max_value=200,
        initial=1,
        help_text=_("A desk is for one person, a room for one group at a time."),
        error_messages=number_errors(
            _("Enter how many people can work here: from 1 to {most}."), most=200
        ),
    )

    def __init__(self, *args: Any, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unit is not None:
            self.initial = {"name": unit.name, "sleeps": unit.sleeps}
