"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from commons.mail.written_words import register_written_words
from commons.moderation.reportable_types import register_reportable_type
from commons.notifications.categories import NotificationCategory, map_templates, register_category
from commons.notifications.selectors import register_subjects
from commons.privacy.registries.archive_imports import import_parts
from hosting.communities.presenters.onboarding import AddedSteps, register_onboarding_steps
from hosting.communities.selectors.sponsor_invitations import register_named_people
from hosting.offers.actions.moderation_adapter import ReportableOffer
from hosting.offers.actions.moderation_adapter_photos import ReportablePhoto
from hosting.offers.archive_parts import OffersPart
from hosting.offers.models.activities import Activity
from hosting.offers.models.attestations import Attestation
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay
from hosting.offers.models.workspaces import Workspace
from hosting.offers.presenters.onboarding import hosts_in, offer_steps, offer_titles

KINDS: Final = (Stay, Workspace, Activity, Product, Tip)

register_category(
    NotificationCategory(
        code="offers",
        place=50,
        title=_("Your offers"),
        text=_("One of your offers has been reviewed: it’s published, or changes are requested."),
    )
)
map_templates("offers", "offers", "offer_published", "offer_sent_back")
map_templates(
    "offers", "communities", "attestation_given", "attestation_revoked", "attestation_ends"
)
map_templates("offers", "coordination", "offer_submitted")
map_templates(
    "offers",
    "organisations",
    *("offer_left", "offer_paused", "offer_taken_over", "organisation_hidden"),
)
register_subjects(
    Attestation.objects.select_related("membership__person", "membership__community", "by"),
    Offer.objects.select_related("host", "community", "on_behalf_of"),
    *(kind.objects.select_related("host", "community", "on_behalf_of") for kind in KINDS),
)
register_written_words(lambda offer: [(offer.title, offer.language)], Offer, *KINDS)
register_reportable_type(ReportableOffer())
register_reportable_type(ReportablePhoto())
register_onboarding_steps(AddedSteps(offer_titles, offer_steps))
register_named_people(hosts_in)
import_parts.register("offers", OffersPart())
