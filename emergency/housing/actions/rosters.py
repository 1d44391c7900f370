"""Employers' lists: read, kept as digests, compared with whoever waits, taken back whole."""

from __future__ import annotations

from django.db import transaction

from commons.accounts.models import User
from commons.audit import actions as audit
from core.files.upload_quotas import counted_upload
from core.permissions import require
from core.text.contacts import email_key
from emergency.activations.models.activations import Activation
from emergency.housing import notifications
from emergency.housing.actions.requests import lock_request
from emergency.housing.actions.verification import OPEN_TO_PROOF, verify_by_roster
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.verification import RosterEntry, RosterUpload
from emergency.housing.roster_parser import Roster, read_uploaded_roster
from emergency.housing.selectors.roster_matches import named_by
from emergency.intake.models.contacts import digest_of

BATCH = 1000


def upload_roster(*, activation: Activation, data: bytes, by: User) -> RosterUpload:
    """Raises what `read_uploaded_roster` does, or QuotaExceededError; then nothing of it is kept.

    The list is read before the transaction begins, so that nobody waits for it.
    """
    require(by, "emergency_activations.coordinate_activation", activation)
    with counted_upload(by, len(data)):
        roster = read_uploaded_roster(data)
    # Each key as a digest, and whether it stands on several lines.
    phones = {digest_of("phone", phone): phone in roster.shared for phone in roster.phones}
    emails = {
        digest_of("email", email_key(email)): email in roster.shared for email in roster.emails
    }
    return _keep(roster, phones | emails, activation, by)


@transaction.atomic
def _keep(
    roster: Roster, digests: dict[str, bool], activation: Activation, by: User
) -> RosterUpload:
    upload = RosterUpload.objects.create(
        activation=activation,
        by=by,
        lines=roster.lines,
        kept=len(digests),
        unread=roster.unread,
    )
    entries = [
        RosterEntry(upload=upload, digest=digest, is_shared=shared)
        for digest, shared in sorted(digests.items())
    ]
    RosterEntry.objects.bulk_create(entries, batch_size=BATCH)
    audit.record(by, "roster.uploaded", upload, lines=roster.lines)
    notifications.tell_of_roster(upload)
    return upload


def verify_listed(*, upload: RosterUpload, by: User) -> int:
    """Everybody who waits and whom the list names clearly, each in a transaction of their own.

    What isn't clear is left to people; so is what lies outside the places of work of `by`, and a
    short list that they brought themselves, or somebody who isn't independent of them.
    """
    require(by, "emergency_activations.coordinate_activation", upload)
    if upload.needs_other_than(by):
        return 0

    named = [one.request for one in named_by(upload, by) if not one.why_not]
    return sum(_verify_if_waiting(request, upload, by) for request in named)


@transaction.atomic
def _verify_if_waiting(request: HousingRequest, upload: RosterUpload, by: User) -> bool:
    """Not what a colleague has verified since the list was compared."""
    locked = lock_request(request)
    if locked.state not in OPEN_TO_PROOF:
        return False
    verify_by_roster(request=locked, by=by, roster=upload)
    return True


@transaction.atomic
def drop_roster(*, upload: RosterUpload, by: User) -> None:
    """The wrong file, or the employer takes it back. Verifications that were made stand."""
    require(by, "emergency_activations.coordinate_activation", upload)

    audit.record(by, "roster.dropped", upload)
    upload.delete()
