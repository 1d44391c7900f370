"""A table is chosen, its columns are named, photographs follow; somebody comes along."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hosting.network_imports.choices import COLUMN_LABELS, Column
from hosting.network_imports.models import NetworkImport


class TableForm(forms.Form):
    file = forms.FileField(
        label=_("Table of members and offers"),
        help_text=_(
            "A CSV file. The first row names the columns, and each row has the email "
            "address of a member. A row with a title becomes an offer; a row without one "
            "only invites the member."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
        error_messages={
            "required": _("Choose a CSV file."),
            "empty": _("This file is empty. Choose another one."),
        },
    )


class ColumnsForm(forms.Form):
    """For each thing that we can take over, the column that holds it."""

    def __init__(self, *args: Any, network_import: NetworkImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [
            (str(place), name or str(place + 1)) for place, name in enumerate(network_import.header)
        ]
        for column, label in COLUMN_LABELS.items():
            guess = network_import.mapping.get(column)
            self.fields[column] = forms.TypedChoiceField(
                label=str(label),
                choices=[("", _("Not in this file")), *places],
                coerce=int,
                empty_value=None,
                required=column == Column.EMAIL,
                initial="" if guess is None else str(guess),
                error_messages={
                    "required": _("Choose the column with the members’ email addresses."),
                    "invalid_choice": _("Choose a column of this file."),
                },
            )

    def clean(self) -> dict[str, Any]:
        chosen: dict[int, str] = {}
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name, place in list(data.items()):
            if place is None:
                continue
            if place in chosen:
                self.add_error(name, _("This column is already used above. Choose another one."))
            chosen.setdefault(place, name)
        return {"mapping": {name: place for place, name in chosen.items()}}


class PhotosForm(forms.Form):
    file = forms.FileField(
        label=_("Photos in a ZIP file"),
        help_text=_(
            "Up to 28 MB. We use the files whose names are in your table’s photo column and leave "
            "out the others."
        ),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={
            "required": _("Choose a ZIP file."),
            "empty": _("This file is empty. Choose another one."),
        },
    )


class AcceptForm(forms.Form):
    """`asks_words`: not of somebody who belongs to the community already."""

    words = forms.CharField(
        label=_("Who are you, and why this community?"),
        help_text=_("The members read this before they vouch for you."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        error_messages={"required": _("Say who you are, and why this community.")},
    )

    def __init__(self, *args: Any, asks_words: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_words:
            del self.fields["words"]
