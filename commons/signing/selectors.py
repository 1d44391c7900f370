"""What is published of keys and heads, and whether a copy of it still holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.conf import settings

from commons.signing.eddsa_jcs import InvalidProofError, signed_at, verify_document
from commons.signing.models import PublishedHead, SigningKey
from commons.signing.registries import HEADS

HEADS_A_PAGE: Final = 100


def published(*, before: int | None = None) -> dict[str, Any]:
    """All public keys, and the newest heads first, at most 100; `before` is a `next` of a page."""
    rows = PublishedHead.objects.order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    page = list(rows[: HEADS_A_PAGE + 1])
    shown = page[:HEADS_A_PAGE]
    return {
        "issuer": settings.BASE_URL,
        "keys": [
            {
                "verificationMethod": key.verification_method,
                "publicKeyMultibase": key.public_key,
                "from": key.made_at.isoformat(timespec="seconds"),
                "until": key.retired_at and key.retired_at.isoformat(timespec="seconds"),
                "announcement": key.announcement,
            }
            for key in SigningKey.objects.order_by("pk")
        ],
        "heads": [row.document for row in shown],
        "next": shown[-1].pk if len(page) > HEADS_A_PAGE else None,
    }


def faults_of_heads(documents: Iterable[Any]) -> Iterator[str]:
    """A sentence for each signed head that isn't ours, or that the log no longer leads to."""
    known = {key.verification_method: key for key in SigningKey.objects.all()}
    for place, document in enumerate(documents, start=1):
        try:
            signer = verify_document(document)
        except InvalidProofError as error:
            yield f"head {place}: {error}"
            continue
        if signer not in known:
            yield f"head {place}: signed with a key that isn’t ours"
        elif not known[signer].was_in_use(created := signed_at(document)):
            yield f"head {place}: signed {created.isoformat()}, when its key wasn’t in use"
        elif not _is_in_log(document):
            name, number = document.get("log"), document.get("number")
            yield f"head {place}: batch {number} of {name} has another head now"


def _is_in_log(document: dict[str, Any]) -> bool:
    log, number = document.get("log"), document.get("number")
    source = HEADS.get(str(log))
    return (
        source is not None
        and isinstance(number, int)
        and document.get("head") == source.digest_at(number)
    )
