"""An archive is chosen."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ArchiveForm(forms.Form):
    file = forms.FileField(
        label=_("Archive"),
        help_text=_("The .zip file that you downloaded from “My data”, here or on another site."),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={"required": _("Choose an archive file that ends in .zip.")},
    )
