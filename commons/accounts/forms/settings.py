"""What a person says of themselves."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import Profile, User


class ProfileForm(forms.ModelForm[User]):
    """One page for everything that one may change without a mail or a password."""

    language = forms.ChoiceField(
        label=_("Language of our emails"), choices=lambda: settings.LANGUAGES
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"),
        required=False,
        choices=lambda: settings.LANGUAGES_SPOKEN,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = User
        fields = (
            "display_name",
            "full_name",
            "phone",
            "words",
            "languages",
            "language",
        )
        widgets: ClassVar = {
            "display_name": forms.TextInput(attrs={"autocomplete": "nickname"}),
            "full_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "words": forms.Textarea(attrs={"rows": 5}),
        }
        error_messages: ClassVar[dict[str, Any]] = {
            "display_name": {"required": _("Enter the name that other people will see.")},
            "phone": {
                "invalid": _("Enter a phone number with all its digits, such as 06 12 34 56 78.")
            },
        }

    def profile(self) -> Profile:
        return Profile(**self.cleaned_data)


class CloseAccountForm(forms.Form):
    """A tick, so that nobody leaves by a slip of the thumb."""

    sure = forms.BooleanField(
        label=_("Yes, close my account and erase my profile"),
        error_messages={
            "required": _("Tick the box to confirm that you want to close your account.")
        },
    )
