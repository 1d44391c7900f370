"""Whom a person helps with offers, and who helps them, in what they take along."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from hosting.cohosts.models import CoHost

FACTS = ("public_id", "offer__public_id", "offer__title", "state")
SCOPES = ("may_answer", "may_set_nights", "may_write")
MOMENTS = ("invited_at", "accepted_at", "ended_at")


def co_hostings_of(person: User) -> dict[str, Any]:
    """The name of the other one is theirs to take along."""
    helping = CoHost.objects.filter(person=person).order_by("pk")
    helped = CoHost.objects.filter(offer__host=person).order_by("pk")
    return {
        "co_hostings": list(helping.values(*FACTS, *SCOPES, *MOMENTS)),
        "co_hosts_invited": list(helped.values(*FACTS, *SCOPES, *MOMENTS, "email")),
    }


personal_data.register("hosting", co_hostings_of, covers=["cohosts.cohost.person"])
register_processing(
    Processing(
        "cohosts",
        ("cohosts",),
        title=_("Co-hosts"),
        purpose=_("so that several people can look after an offer together"),
        basis=LegalBasis.CONTRACT,
        recipients=_(
            "the host and the co-host; everyone who reads the page of the offer sees the names of "
            "those who answer requests"
        ),
    )
)
register_retention(
    RetentionRule(
        ("cohosts.cohost",),
        goes=_("which offers you helped with, and when"),
        period=settings.HOSTING_CO_HOSTS_KEPT,
        starts=_("after the co-hosting has ended"),
        job="hosting.forget_co_hosts",
        stays=_(
            "the fact that someone helped with the offer, without your name, if you close your "
            "account before then"
        ),
    )
)
