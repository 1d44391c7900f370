"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from commons.organisations.registries import register_organisation_panels
from hosting.public_pages.presenters.embeds import community_card, offer_card
from hosting.public_pages.presenters.organisations import organisation_panels
from ui.cards import register_card

register_card("offer", page="hosting:offer-detail", finder=offer_card)
register_card("community", page="hosting:community-detail", finder=community_card)
register_organisation_panels(organisation_panels)
