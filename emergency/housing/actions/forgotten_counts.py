"""Limits hold although who asked was forgotten meanwhile.

Receipts and codes are counted by the rows that they leave. Forgetting takes the digests out of
these rows, so what they counted moves to the cache, under hashes of keyed digests, until the time
of its quota has passed without more. Where the cache is gone, the rows that are left count alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.utils import timezone

from core.quotas.checks import counted_since, period_of
from core.quotas.counters import add_to_counter, counter_value
from emergency.housing.models.offers import Helper, HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.verification import WorkCode
from emergency.intake.models.submissions import Submission

A_DAY: Final = timedelta(days=1)  # of receipts; codes have rows in the table of quotas
RECEIPT: Final = "emergency.forgotten.receipt"
CODE: Final = "emergency.forgotten.code"
WRONG_TRY: Final = "emergency.forgotten.try"


def keep_counting(submission: Submission) -> None:
    """Count on what a submission counts, before its digests and codes go."""
    since = timezone.now() - A_DAY
    for model in (HousingRequest, HousingOffer, Helper):
        recent = model.objects.filter(submission=submission, created_at__gt=since)
        for digests in recent.values_list("phone_digest", "email_digest"):
            for digest in filter(None, digests):
                who = _receiver(submission.activation_id, digest)
                add_to_counter(who, RECEIPT, 1, within=A_DAY)
    for code in WorkCode.objects.filter(request__submission=submission):
        limits = _limits_of(submission.activation_id, code.domain, code.address_digest)
        for limit, who in limits.items():
            for quota, action, number in (
                (f"emergency_codes_of_{limit}", CODE, 1),
                (f"emergency_wrong_codes_of_{limit}", WRONG_TRY, code.tries),
            ):
                if number and code.sent_at > counted_since(quota):
                    add_to_counter(who, action, number, within=period_of(quota))


def forgotten_receipts(activation_id: int, digest: str) -> int:
    """How many submissions with this digest of an address or a telephone were forgotten lately."""
    return counter_value(_receiver(activation_id, digest), RECEIPT)


def forgotten_codes(activation_id: int, domain: str, address_digest: str) -> Mapping[str, int]:
    """How many codes of forgotten requests count by `address`, `domain` and `activation`."""
    limits = _limits_of(activation_id, domain, address_digest)
    return {limit: counter_value(who, CODE) for limit, who in limits.items()}


def forgotten_tries(activation_id: int, domain: str, address_digest: str) -> Mapping[str, int]:
    """How many wrong tries of such codes."""
    limits = _limits_of(activation_id, domain, address_digest)
    return {limit: counter_value(who, WRONG_TRY) for limit, who in limits.items()}


def _receiver(activation_id: int, digest: str) -> str:
    return f"{activation_id} {digest}"


def _limits_of(activation_id: int, domain: str, address_digest: str) -> Mapping[str, str]:
    return {
        "address": address_digest,
        "domain": f"{activation_id} {domain}",
        "activation": f"{activation_id}",
    }
