"""What this app holds about a person: for whom they act or acted, and whom they invited."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.organisations.models import Mandate, MandateInvitation
from commons.privacy import personal_data
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention


def organisations_of(person: User) -> dict[str, Any]:
    """Mandates with the organisation they are for, and the invitations that were sent."""
    mandates = Mandate.objects.filter(person=person)
    invitations = MandateInvitation.objects.filter(by=person)
    organisation = ("organisation__public_id", "organisation__name", "organisation__kind")
    return {
        "mandates": list(
            mandates.values(*organisation, "role", "starts_on", "ends_on", "ended_at")
        ),
        "invitations_sent": list(
            invitations.values(*organisation, "email", "role", "ends_on", "made_at", "taken_at")
        ),
    }


personal_data.register(
    "organisations",
    organisations_of,
    covers=["organisations.mandate.person", "organisations.mandateinvitation.by"],
)
register_processing(
    Processing(
        "organisations",
        ("organisations",),
        title=_("Organisations you act for"),
        purpose=_(
            "to know who can send requests and accept proposals on behalf of an organisation"
        ),
        basis=LegalBasis.CONTRACT,
        recipients=_(
            "the other people who act for the organisation, and the co-operative; a host sees your "
            "name with the organisation’s when you send a request on its behalf, and everyone does "
            "on an offer that you make for it"
        ),
    )
)
register_retention(
    RetentionRule(
        ("organisations.mandate",),
        goes=_("which organisations you acted for, and when"),
        period=settings.ORGANISATIONS_MANDATES_KEPT,
        starts=_("after the mandate has ended"),
        job="organisations.forget_mandates",
        stays=_(
            "the fact that someone acted for the organisation, without your name, if you "
            "close your account before then"
        ),
    ),
    RetentionRule(
        ("organisations.mandateinvitation",),
        goes=_("invitations to act for an organisation"),
        period=settings.ORGANISATIONS_INVITATIONS_KEPT,
        starts=_("after they have expired"),
        job="organisations.forget_invitations",
    ),
)
