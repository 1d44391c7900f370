"""Browsers that get notifications, in what a person takes along."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from commons.push_messages.models import PushSubscription


def browsers_of(person: User) -> dict[str, Any]:
    """Which are told and since when, without the addresses and keys that open the way to them."""
    rows = PushSubscription.objects.visible_to(person)
    shown = ("browser", "muted", "created_at", "sent_at")
    return {"browser_notifications": list(rows.values(*shown))}


personal_data.register("account", browsers_of, covers=["push_messages.pushsubscription.person"])
register_processing(
    Processing(
        "push_messages",
        ("push_messages",),
        title=_("Browser notifications"),
        purpose=_("to tell you, in the browsers you chose, that something is waiting for you"),
        basis=LegalBasis.CONTRACT,
        recipients=_(
            "the push service of each browser (Apple, Google, Microsoft or Mozilla): it sees that "
            "a message comes from this site, but can’t read it"
        ),
    )
)
register_retention(
    RetentionRule(
        ("push_messages.pushsubscription",), goes=_("the list of browsers that are notified")
    )
)
