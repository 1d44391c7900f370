"""Kinds of mails about offers."""

from django.utils.translation import gettext_lazy as _

from commons.notifications.categories import (
    NotificationCategory,
    map_templates,
    register_category,
)

register_category(
    NotificationCategory(
        code="offers",
        place=50,
        title=_("Your offers"),
        text=_("An offer of yours was read: it is public, or something should change."),
    )
)
map_templates("offers", "offers", "offer_published", "offer_sent_back")
map_templates(
    "offers", "communities", "attestation_given", "attestation_revoked", "attestation_ends"
)
map_templates("offers", "coordination", "offer_submitted")
