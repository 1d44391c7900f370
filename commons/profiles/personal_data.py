"""What profiles hold about a person."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from commons.profiles.models import Profile

COLUMNS = (
    *("introduction", "language", "is_public", "is_named_as_sponsor", "hidden_at", "changed_at"),
    *("portrait__file", "portrait__public_id", "portrait__description"),
)


def profile_of(person: User) -> dict[str, Any]:
    """Nothing where they never said anything of themselves."""
    return Profile.objects.filter(person=person).values(*COLUMNS).first() or {}


personal_data.register("profile", profile_of, covers=["profiles.profile.person"])
register_processing(
    Processing(
        "profile",
        ("profiles",),
        title=_("Portrait and introduction"),
        purpose=_("so that hosts and guests know who they’ll meet"),
        basis=LegalBasis.CONSENT,
        recipients=_("members; everyone, if you allow it"),
    )
)
register_retention(RetentionRule(("profiles.profile",), goes=_("your portrait and introduction")))
