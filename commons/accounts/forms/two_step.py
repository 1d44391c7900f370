"""allauth's forms for second factors, in our words. What they check and do stays allauth's."""

from typing import Any, Final

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from commons.accounts.forms.entrance import Plain
from commons.accounts.models import User

LONGEST_NAME: Final = 60


class TypedCode(Plain):
    """One field for a code, wide enough for any of them, and nothing that corrects it."""

    label = _("Code from your app, or a recovery code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = self.label
        field.error_messages["required"] = _("Enter the code.")
        field.widget.attrs.update(inputmode="numeric", spellcheck="false", maxlength="20")


class ForConfirmedAddress(forms.Form):
    """Nobody ties an account to their phone that may be somebody else's."""

    user: User

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.user.email_verified_at is None:
            raise get_adapter().validation_error("unverified_email")
        return data


class NamedPasskey(Plain):
    """A name by which a person knows their passkeys apart."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["name"]
        field.label = _("Name of this passkey")
        field.help_text = _(
            "A name that reminds you which device this passkey is on. For example: “Work laptop”."
        )
        field.error_messages["required"] = _("Enter a name.")
        field.validators.append(MaxLengthValidator(LONGEST_NAME))
        field.widget.attrs["maxlength"] = str(LONGEST_NAME)


class AddPasskeyForm(ForConfirmedAddress, NamedPasskey, webauthn_forms.AddWebAuthnForm):
    """Each opens the account without a password: the device itself asks for a finger or a PIN."""

    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)


class RenamePasskeyForm(NamedPasskey, webauthn_forms.EditWebAuthnForm):
    pass


class CodeForm(TypedCode, base_forms.AuthenticateForm):
    pass


class ConfirmCodeForm(TypedCode, base_forms.ReauthenticateForm):
    pass


class ActivateAppForm(ForConfirmedAddress, TypedCode, totp_forms.ActivateTOTPForm):
    label = _("Code that the app shows now")


class ResetForm(forms.Form):
    """How somebody made sure that the person who asks for help is the one whom they know."""

    reason = forms.CharField(
        label=_("How did you make sure that it’s really this person?"),
        help_text=_(
            "The second coordinator will read your answer. For example: “I met her at the market”."
        ),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say how you made sure that it’s really this person.")},
    )
