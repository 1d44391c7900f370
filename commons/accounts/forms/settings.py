"""What a person says of themselves."""

from typing import ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import Profile, User


class ProfileForm(forms.ModelForm[User]):
    """One page for everything that one may change without a mail or a password."""

    language = forms.ChoiceField(
        label=_("Language of our letters to you"), choices=lambda: settings.LANGUAGES
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

    def profile(self) -> Profile:
        return Profile(**self.cleaned_data)


class CloseAccountForm(forms.Form):
    """A tick, so that nobody leaves by a slip of the thumb."""

    sure = forms.BooleanField(label=_("Yes, close my account and forget who I was"))
