"""What a person shows of themselves."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import User
from commons.media.forms import ACCEPTED, FILE_HELP
from commons.profiles.models import Profile, ProfileData


class ProfileForm(forms.ModelForm[Profile]):
    """One page: the portrait, two sentences, and who may see them."""

    file = forms.FileField(
        label=gettext_lazy("Portrait"),
        help_text=FILE_HELP,
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    alt = forms.CharField(
        label=gettext_lazy("Portrait description"),
        help_text=gettext_lazy("For people who can’t see the portrait. Your name is enough."),
        max_length=255,
        required=False,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of your introduction"),
        choices=lambda: settings.LANGUAGES_SPOKEN,
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Show my portrait and introduction to everyone"),
        help_text=gettext_lazy(
            "If you don’t tick this box, only people who are logged in can "
            "see your portrait and introduction."
        ),
        required=False,
    )
    is_named_as_sponsor = forms.BooleanField(
        label=gettext_lazy("Show my name beside the hosts I vouch for"),
        help_text=gettext_lazy("Anyone who views those hosts’ pages will see that you know them."),
        required=False,
    )

    field_order = (
        *("file", "alt", "introduction", "language", "is_public", "is_named_as_sponsor"),
    )

    class Meta:
        model = Profile
        fields = ("introduction", "language", "is_public", "is_named_as_sponsor")
        widgets: ClassVar = {"introduction": forms.Textarea(attrs={"rows": 3})}
        help_texts: ClassVar = {
            "introduction": gettext_lazy(
                "Who you are and what you like to share with guests. This text "
                "is shown beside your offers."
            ),
        }

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        portrait = self.instance.portrait
        self.initial["alt"] = (
            portrait.description if portrait else _("Portrait of %(name)s") % {"name": person}
        )

    def clean_alt(self) -> str:
        return self.cleaned_data["alt"].strip() or str(self.initial["alt"])

    def clean_introduction(self) -> str:
        """Two sentences are one paragraph, however they were typed."""
        return " ".join(self.cleaned_data["introduction"].split())

    def data_and_file(self) -> tuple[ProfileData, File[bytes] | None]:
        """Cleaned, as the action asks for them."""
        fields = {**self.cleaned_data}
        file = fields.pop("file")
        return ProfileData(**fields), file or None
