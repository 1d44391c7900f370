"""What this app declares once it starts: the head of the sealed logs."""

from __future__ import annotations

from commons.audit.selectors import head_of_batch, last_batch
from commons.signing.registries import HEADS, Head, HeadSource


def last_head() -> Head | None:
    batch = last_batch()
    return Head(batch.number, batch.head) if batch else None


HEADS.register("audit", HeadSource(last=last_head, digest_at=head_of_batch))
