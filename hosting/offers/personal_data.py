"""What offers hold about a person."""

from __future__ import annotations

from typing import Any

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.plain_rows import plain_row, plain_rows
from hosting.offers.models.attestations import Attestation
from hosting.offers.models.offers import Offer
from hosting.offers.models.places import Place
from hosting.offers.models.translations import OfferTranslation


def offers_of(person: User) -> dict[str, Any]:
    """Offers, places and attestations of the person."""
    return {
        "places": plain_rows(Place.objects.filter(host=person)),
        "offers": [plain_row(offer.specific) for offer in Offer.objects.filter(host=person)],
        "offers_translated": plain_rows(OfferTranslation.objects.filter(offer__host=person)),
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
        "offers.attestation.by",
        "offers.attestation.revoked_by",
    ],
)
personal_data.exclude(
    "offers.offer.locked_by", reason="says who reads an offer in the admin just now"
)
