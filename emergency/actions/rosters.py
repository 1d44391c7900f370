"""Employers' lists: read, kept as digests, taken back whole."""

from __future__ import annotations

from django.db import transaction

from commons.accounts.actions import audit
from commons.accounts.models import User
from commons.accounts.permissions import require
from emergency.cleaning import read_roster
from emergency.models import Activation, RosterEntry, RosterUpload, digest_of, email_key

BATCH = 1000


@transaction.atomic
def upload_roster(*, activation: Activation, data: bytes, by: User) -> RosterUpload:
    """Raises RosterTooLongError, RosterUnreadableError; then nothing of it is kept."""
    require(by, "emergency.coordinate", activation)
    roster = read_roster(data)

    digests = {digest_of("phone", phone) for phone in roster.phones}
    digests |= {digest_of("email", email_key(email)) for email in roster.emails}
    upload = RosterUpload.objects.create(
        activation=activation,
        by=by,
        lines=roster.lines,
        kept=len(digests),
        unread=roster.unread,
    )
    entries = [RosterEntry(upload=upload, digest=digest) for digest in sorted(digests)]
    RosterEntry.objects.bulk_create(entries, batch_size=BATCH)
    audit.record(by, "roster.uploaded", upload, lines=roster.lines)
    return upload


@transaction.atomic
def drop_roster(*, upload: RosterUpload, by: User) -> None:
    """The wrong file, or the employer takes it back. Verifications that were made stand."""
    require(by, "emergency.coordinate", upload)

    audit.record(by, "roster.dropped", upload)
    upload.delete()
