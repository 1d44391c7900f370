"""What we ask of a newcomer beside an address. allauth builds its own form upon this one."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.validators import validate_single_line


class NewcomerForm(forms.Form):
    """Only the name: everything else can be told later, or never."""

    display_name = forms.CharField(
        label=_("Your name, as other people will see it"),
        max_length=80,
        validators=[validate_single_line],
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={"required": _("Enter the name that other people will see.")},
    )

    field_order = ("display_name", "email", "password1")

    def signup(self, request: HttpRequest, user: User) -> None:
        """The adapter has set the name already: allauth only wants to find this here."""
