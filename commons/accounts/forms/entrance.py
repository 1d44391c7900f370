"""allauth's forms in our words. What they check and do stays allauth's."""

from typing import Any
from uuid import uuid4

from allauth.account import forms as allauth_forms
from allauth.account.fields import PasswordField, SetPasswordField
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("Your email address"),
    "email": _("Your email address"),
    "password": _("Password"),
    "oldpassword": _("Your current password"),
    "password2": _("Repeat the password"),
    "code": _("Code from our email"),
    "remember": _("Stay logged in on this device"),
}


ADDRESS = _("Enter your email address, such as name@example.org.")
ERRORS = {
    "login": dict.fromkeys(("required", "invalid"), ADDRESS),
    "email": dict.fromkeys(("required", "invalid"), ADDRESS),
    "password": {"required": _("Enter your password.")},
    "oldpassword": {"required": _("Enter your current password.")},
    "password1": {"required": _("Choose a password.")},
    "password2": {"required": _("Enter the password again.")},
    "code": {"required": _("Enter the code from our email.")},
}


class Plain(forms.Form):
    """Labels above the fields instead of pale words inside them; the way back is a link beside."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.error_messages |= ERRORS.get(name, {})
            if isinstance(field, PasswordField) and not isinstance(field, SetPasswordField):
                field.help_text = ""


class LoginForm(Plain, allauth_forms.LoginForm):
    pass


class SignupForm(Plain, allauth_forms.SignupForm):
    account_already_exists: bool  # set by allauth while it cleans

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("Password")
        self.fields["password1"].help_text = _(
            "At least 10 characters. If you don’t choose a password, we’ll email you a code each "
            "time you log in."
        )

    def try_save(self, request: HttpRequest) -> Any:
        """Of two presses at once the second finds the account made, and is answered like any.

        A known address is worked for as long as a new one: time would tell who has an account.
        """
        if self.account_already_exists:
            self._make_nobody(request)
            return super().try_save(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)

    def _make_nobody(self, request: HttpRequest) -> None:
        """Save a newcomer as for a new address, then roll it back."""
        known = self.cleaned_data["email"]
        self.cleaned_data["email"] = f"{uuid4().hex}@signup.invalid"
        self.account_already_exists = False
        with transaction.atomic():
            self.save(request)
            transaction.set_rollback(True)
        self.cleaned_data["email"] = known
        self.account_already_exists = True


class AddEmailForm(Plain, allauth_forms.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your new email address")


class ChangePasswordForm(Plain, allauth_forms.ChangePasswordForm):
    pass


class SetPasswordForm(Plain, allauth_forms.SetPasswordForm):
    pass


class ResetPasswordForm(Plain, allauth_forms.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Plain, allauth_forms.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(Plain, allauth_forms.ReauthenticateForm):
    pass


class RequestLoginCodeForm(Plain, allauth_forms.RequestLoginCodeForm):
    pass


class ConfirmLoginCodeForm(Plain, allauth_forms.ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(autocapitalize="characters", spellcheck="false")
