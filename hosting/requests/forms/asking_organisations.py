"""Who asks: the person, or an organisation that they act for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.organisations.models import Organisation
from ui.forms import choice_errors

NAME = "on_behalf_of"


def add_organisation_choice(form: forms.Form, asker: User | None) -> None:
    """Add the choice for who acts for an organisation, or said so in an older form.

    One query for everybody else. Cleaned data hold an Organisation, None, or nothing of the name.
    """
    if asker is None:
        return
    organisations = Organisation.objects.acted_for_by(asker)
    is_chosen = bool(form.data.get(form.add_prefix(NAME)))
    if not is_chosen and not organisations.exists():
        return
    form.fields[NAME] = forms.ModelChoiceField(
        organisations,
        label=_("Who is asking"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Myself"),
        help_text=_(
            "If you send this request on behalf of an organisation, the organisation will "
            "be the host’s guest. Everyone who acts for it can read this request and its "
            "messages, and answer the host."
        ),
        error_messages=choice_errors(
            _("You don’t act for this organisation any more. Choose who is asking.")
        ),
    )
