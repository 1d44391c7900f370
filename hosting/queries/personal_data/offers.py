"""What offers hold about a person."""

from __future__ import annotations

from typing import Any

from commons.accounts.models import User
from commons.privacy import personal_data
from hosting.models.attestations import Attestation
from hosting.models.offers import Offer
from hosting.models.places import Place
from hosting.models.translations import OfferTranslation
from hosting.queries.personal_data.communities import plain_row, plain_rows


def offers_of(person: User) -> dict[str, Any]:
    """One's own words and deeds."""
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
        "hosting.place.host",
        "hosting.offer.host",
        "hosting.attestation.by",
        "hosting.attestation.revoked_by",
    ],
)
personal_data.exclude(
    "hosting.offer.locked_by", reason="says who reads an offer in the admin just now"
)
