"""Where somebody would like to host."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.geography.forms import LocalityField


class NearbyForm(forms.Form):
    """A plain GET form: its answer has an address."""

    place = LocalityField(
        label=_("Your town or village"), error_messages={"required": _("Enter a town or village.")}
    )
