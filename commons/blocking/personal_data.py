"""What this app holds about a person: whom they have blocked."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.blocking.models import PersonBlock
from commons.privacy import personal_data
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention


def blocks_made_by(person: User) -> list[Any]:
    return list(PersonBlock.objects.made_by(person).values("blocked__public_id", "made_at"))


personal_data.register("blocked_people", blocks_made_by, covers=["blocking.personblock.blocker"])
personal_data.exclude(
    "blocking.personblock.blocked",
    reason="whoever blocks somebody is protected by their not hearing of it",
)
register_processing(
    Processing(
        "blocking",
        ("blocking",),
        title=_("People you’ve blocked"),
        purpose=_("so that people you’ve blocked can’t contact you"),
        basis=LegalBasis.CONTRACT,
        recipients=_("no one else"),
    )
)
register_retention(
    RetentionRule(("blocking.personblock",), goes=_("the list of people you’ve blocked"))
)
