"""Partners with queues of their own are named."""

from __future__ import annotations

from django.db import transaction

from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import require
from emergency.activations.errors.partner_queues import PartnerKnownError
from emergency.activations.models.activations import Activation
from emergency.activations.models.partners import Partner


@transaction.atomic
def add_partner(*, activation: Activation, name: str, by: User) -> Partner:
    """From now on a home may be lent to them. Raises PartnerKnownError."""
    require(by, "emergency_activations.manage_activation", activation)

    activation = Activation.objects.locked(activation.pk)
    if activation.partners.filter(name=name).exists():
        raise PartnerKnownError

    partner = Partner.objects.create(activation=activation, name=name)
    audit.record(by, "activation.partner_named", activation, partner=partner.pk)
    return partner
