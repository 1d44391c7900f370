"""For whom a host makes an offer."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.organisations.models import Organisation
from hosting.offers.models.offers import Offer
from ui.forms import choice_errors


class OfferOrganisationForm(forms.Form):
    """Those for which the host acts today, and the one that stands there now."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Who offers this"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Myself"),
        help_text=_(
            "If you choose an organisation, agreements name it as the host, represented by you. "
            "Guests see both names. Once the offer is published for it, the people who manage the "
            "organisation can take it over at any time, with its exact address. If you leave it, "
            "so can anyone else who acts for it."
        ),
        error_messages=choice_errors(
            _("You no longer act for this organisation. Choose who offers this.")
        ),
    )

    def __init__(self, *args: Any, offer: Offer, host: User, **kwargs: Any) -> None:
        current = offer.on_behalf_of
        kwargs.setdefault("initial", {"organisation": current.public_id if current else ""})
        super().__init__(*args, **kwargs)
        acted_for = Organisation.objects.acted_for_by(host).order_by().values("pk")
        field = cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"])
        field.queryset = Organisation.objects.filter(
            Q(pk__in=acted_for) | Q(pk=offer.on_behalf_of_id)
        )
