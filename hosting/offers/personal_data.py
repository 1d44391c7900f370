"""What offers hold about a person."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.plain_rows import plain_row, plain_rows
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from hosting.offers.models.attestations import Attestation
from hosting.offers.models.offers import Offer
from hosting.offers.models.opening_hours import OpeningHours
from hosting.offers.models.places import Place
from hosting.offers.models.rates import Rate
from hosting.offers.models.translations import OfferTranslation


def offers_of(person: User) -> dict[str, Any]:
    """Offers, places and attestations of the person."""
    return {
        "places": plain_rows(Place.objects.filter(host=person)),
        "offers": [plain_row(offer.specific) for offer in Offer.objects.filter(host=person)],
        "offers_translated": plain_rows(OfferTranslation.objects.filter(offer__host=person)),
        "offers_handed_over": list(
            Offer.objects.filter(first_host=person).order_by("pk").values("public_id", "kind")
        ),
        "rates": plain_rows(Rate.objects.filter(offer__host=person)),
        "opening_hours": plain_rows(OpeningHours.objects.filter(offer__host=person)),
        "seen_of_others": plain_rows(Attestation.objects.filter(by=person), hide=("membership",)),
        "taken_back": plain_rows(
            Attestation.objects.filter(revoked_by=person), hide=("membership",)
        ),
        "seen_of_me": plain_rows(Attestation.objects.filter(membership__person=person)),
    }


personal_data.register(
    "hosting",
    offers_of,
    covers=[
        "offers.place.host",
        "offers.offer.host",
        "offers.offer.first_host",
        "offers.attestation.by",
        "offers.attestation.revoked_by",
    ],
)
personal_data.exclude(
    "offers.offer.locked_by", reason="says who reads an offer in the admin just now"
)
register_processing(
    Processing(
        "offers",
        ("offers",),
        title=_("Offers and places"),
        purpose=_(
            "to show what you offer, and to give your address to guests you have an agreement with"
        ),
        basis=LegalBasis.CONTRACT,
        recipients=_(
            "everyone sees the offer and a circle on the map; only guests with an agreement see "
            "your address"
        ),
    )
)
register_retention(
    RetentionRule(
        ("offers.offer", "offers.place"),
        goes=_("your offers with their texts, photos and addresses"),
        job="hosting.erase_homes",
        stays=_(
            "an empty offer, because other people’s requests refer to it; while an agreement "
            "lasts, the whole offer"
        ),
    ),
    RetentionRule(
        ("offers.attestation",),
        goes=_("checks of your home"),
        stays=_(
            "checks that you made for others, without your name, until those people close their "
            "accounts"
        ),
        columns=("offers.attestation.seen",),
    ),
)
