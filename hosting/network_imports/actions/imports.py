"""A table is sent, its columns are named, it is tried, imported, completed with photos, undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePath
from typing import Final

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.outbox import actions as outbox
from commons.privacy.tasks import delete_file
from core.files.storage import private_storage, random_path
from core.files.upload_quotas import counted_upload
from core.permissions import require
from core.quotas.checks import require_quota
from core.states import IllegalTransitionError, require_transition
from core.text.texts import without_controls
from hosting.communities.errors import CommunityClosedError
from hosting.communities.models.communities import Community
from hosting.network_imports.choices import Column
from hosting.network_imports.errors import (
    EmailColumnMissingError,
    ImportFileGoneError,
    ImportTouchedError,
    NoPhotoMatchesError,
    NothingToImportError,
    PhotosTooManyTimesError,
)
from hosting.network_imports.models import (
    FOLDER,
    ImportedOffer,
    ImportedPhoto,
    InvitedMailbox,
    MemberInvitation,
    NetworkImport,
)
from hosting.network_imports.photo_archive import photo_key, read_photos
from hosting.network_imports.selectors import (
    plan_import,
    preview_of,
    read_stored_table,
    table_limits,
    wanted_photos,
)
from hosting.network_imports.states import IMPORT_TRANSITIONS, ImportState, InvitationState
from hosting.network_imports.table_reader import read_head
from hosting.network_imports.tasks import BATCH, attach_photos, import_table

LONGEST_NAME: Final = 120
OPEN_STATES: Final = (ImportState.UPLOADED, ImportState.CHECKED)


def upload_network(*, community: Community, file: File[bytes], by: User) -> NetworkImport:
    """Keep the table and guess what its columns hold. It is read before anything is locked.

    Raises CommunityClosedError, QuotaExceededError and what `read_head` does.
    """
    require(by, "network_imports.import_network", community)
    if not community.is_public:
        raise CommunityClosedError
    require_quota("network_imports", by)
    with counted_upload(by, file.size or 0):
        head = read_head(file, table_limits())
    name = without_controls(PurePath(file.name or "").name)[-LONGEST_NAME:]
    network_import = NetworkImport(
        community=community,
        by=by,
        file_name=name,
        encoding=head.encoding,
        header=head.header,
        samples=head.samples,
        mapping=head.guess,
        rows=head.rows,
    )
    return _keep(network_import, file, by)


@transaction.atomic
def _keep(network_import: NetworkImport, file: File[bytes], by: User) -> NetworkImport:
    file.seek(0)
    network_import.file.save("", file, save=False)
    network_import.save()
    audit.record(by, "network.uploaded", network_import, rows=network_import.rows)
    return network_import


def map_columns(
    *, network_import: NetworkImport, mapping: Mapping[str, int], by: User
) -> NetworkImport:
    """Say what each column holds, and try it: nothing is made.

    Raises EmailColumnMissingError, ImportFileGoneError, IllegalTransitionError, QuotaExceededError.
    """
    require(by, "network_imports.change_import", network_import)
    if Column.EMAIL not in mapping:
        raise EmailColumnMissingError
    require_transition(IMPORT_TRANSITIONS, network_import.state, ImportState.CHECKED)
    network_import.mapping = dict(mapping)
    with counted_upload(by, 0):
        checked = read_stored_table(network_import)
    plan = plan_import(network_import.community, checked.rows)
    found = {
        "mapping": network_import.mapping,
        "rows": checked.total,
        "problems": checked.problems,
        "preview": preview_of(network_import.community, checked.rows),
        "figures": plan.figures,
    }
    return _keep_trial(network_import, found, by)


@transaction.atomic
def _keep_trial(
    network_import: NetworkImport, found: Mapping[str, object], by: User
) -> NetworkImport:
    """Unless it was confirmed meanwhile."""
    locked = NetworkImport.objects.locked(network_import.pk)
    require_transition(IMPORT_TRANSITIONS, locked.state, ImportState.CHECKED)
    for name, value in found.items():
        setattr(locked, name, value)
    locked.state = ImportState.CHECKED
    locked.save(update_fields=[*found, "state"])
    audit.record(by, "network.checked", locked, rows=locked.rows)
    return locked


@transaction.atomic
def confirm_import(*, network_import: NetworkImport, by: User) -> NetworkImport:
    """Have it imported by the worker. Pressed twice, it comes once.

    Raises NothingToImportError, ImportFileGoneError, CommunityClosedError, IllegalTransitionError.
    """
    require(by, "network_imports.change_import", network_import)

    locked = NetworkImport.objects.locked(network_import.pk)
    if locked.state in {ImportState.WAITING, ImportState.DONE}:
        return locked
    require_transition(IMPORT_TRANSITIONS, locked.state, ImportState.WAITING)
    if not locked.has_news:
        raise NothingToImportError
    if not locked.file:
        raise ImportFileGoneError
    if not locked.community.is_public:
        raise CommunityClosedError

    locked.state, locked.confirmed_at = ImportState.WAITING, timezone.now()
    locked.save(update_fields=["state", "confirmed_at"])
    audit.record(by, "network.confirmed", locked)

    outbox.enqueue(import_table, import_id=locked.pk)
    return locked


@transaction.atomic
def undo_import(*, network_import: NetworkImport, by: User) -> NetworkImport:
    """Take the whole import back, as long as nobody has accepted. What was declined stays declined.

    Raises ImportTouchedError, IllegalTransitionError.
    """
    require(by, "network_imports.change_import", network_import)

    locked = NetworkImport.objects.locked(network_import.pk)
    if locked.state == ImportState.UNDONE:
        return locked
    require_transition(IMPORT_TRANSITIONS, locked.state, ImportState.UNDONE)
    invitations = list(locked.invitations.select_for_update())
    accepted = sum(one.state == InvitationState.ACCEPTED for one in invitations)
    if accepted:
        raise ImportTouchedError(count=accepted)

    delete_invitations(locked.invitations.waiting())
    clear_file_and_lists(locked)
    locked.state, locked.finished_at = ImportState.UNDONE, timezone.now()
    locked.save()
    audit.record(by, "network.undone", locked)

    _lead_to_other_imports(locked, [one for one in invitations if one.is_waiting])
    return locked


def _lead_to_other_imports(undone: NetworkImport, gone: Sequence[MemberInvitation]) -> None:
    """Who still waits in another import has an email whose link leads there from now on."""
    links = {one.address_digest: one for one in gone if one.mailed_at is not None}
    others = MemberInvitation.objects.waiting().filter(
        network_import__community=undone.community_id, address_digest__in=list(links)
    )
    for other in others.select_for_update().order_by("pk"):
        if link := links.pop(other.address_digest, None):
            other.public_id, other.nonce = link.public_id, link.nonce
            other.mailed_at = link.mailed_at
            other.save(update_fields=["public_id", "nonce", "mailed_at"])


@transaction.atomic
def stop_import(*, network_import: NetworkImport, by: User) -> NetworkImport:
    """Delete what nobody has accepted yet, and write to nobody more. Who has accepted keeps theirs.

    Raises IllegalTransitionError.
    """
    require(by, "network_imports.change_import", network_import)

    locked = NetworkImport.objects.locked(network_import.pk)
    if locked.state == ImportState.STOPPED:
        return locked
    require_transition(IMPORT_TRANSITIONS, locked.state, ImportState.STOPPED)
    waiting = list(locked.invitations.waiting().select_for_update().order_by("pk"))

    delete_invitations(locked.invitations.waiting())
    clear_file_and_lists(locked)
    locked.state, locked.finished_at = ImportState.STOPPED, timezone.now()
    locked.save()
    audit.record(by, "network.stopped", locked, invitations=len(waiting))

    _lead_to_other_imports(locked, waiting)
    return locked


def add_photos(*, network_import: NetworkImport, file: File[bytes], by: User) -> int:
    """Keep the files of a ZIP that offers mention; how many others there were.

    Raises NoPhotoMatchesError, PhotosTooManyTimesError, QuotaExceededError, IllegalTransitionError
    and what `read_photos` does.
    """
    require(by, "network_imports.change_import", network_import)
    if network_import.state != ImportState.DONE:
        raise IllegalTransitionError
    with counted_upload(by, file.size or 0):
        photos, others = read_photos(file, wanted_photos(network_import))
    if not photos:
        raise NoPhotoMatchesError
    missing = _missing_photos(network_import, photos)
    # Each offer has a copy of its own: one photo that thousands name would fill the disk.
    most = settings.HOSTING_NETWORK_PHOTOS_BYTES
    if sum(len(photos[name]) for _offer, name in missing) > most:
        raise PhotosTooManyTimesError(limit=most // 1_000_000)
    # Written before the import is locked, so that nobody waits for a slow disk or bucket. What no
    # row owns in the end goes with `hosting.sweep_network_files`.
    stored = {(offer, name): _store(photos[name]) for offer, name in missing}
    _keep_photos(network_import, stored, by)
    return others


def _missing_photos(
    network_import: NetworkImport, photos: Collection[str]
) -> list[tuple[int, str]]:
    """Which offers of this import, by their keys, have yet to get which of these files."""
    offers = ImportedOffer.objects.filter(invitation__network_import=network_import)
    rows = ImportedPhoto.objects.filter(imported_offer__in=offers)
    known = set(rows.values_list("imported_offer", "name"))
    return [
        (offer, name)
        for offer, names in offers.exclude(photo_names=[]).values_list("pk", "photo_names")
        for name in dict.fromkeys(map(photo_key, names))
        if name in photos and (offer, name) not in known
    ]


def _store(content: bytes) -> str:
    return private_storage().save(f"{FOLDER}/{random_path()}", ContentFile(content))


@transaction.atomic
def _keep_photos(
    network_import: NetworkImport, stored: Mapping[tuple[int, str], str], by: User
) -> None:
    """Each once; those of members who have accepted go on to their drafts."""
    locked = NetworkImport.objects.locked(network_import.pk)
    if locked.state != ImportState.DONE:
        raise IllegalTransitionError
    missing = set(_missing_photos(locked, {name for _offer, name in stored}))
    offers = ImportedOffer.objects.select_related("invitation").in_bulk(
        {offer for offer, _name in missing}
    )
    accepted = set()
    for (pk, name), path in stored.items():
        if (pk, name) not in missing:  # another upload was faster, or nobody waits any more
            outbox.enqueue(delete_file, name=path)
            continue
        ImportedPhoto.objects.create(imported_offer=offers[pk], name=name, file=path)
        if offers[pk].invitation.state == InvitationState.ACCEPTED:
            accepted.add(offers[pk].invitation_id)
    files = len({name for _offer, name in stored})
    audit.record(by, "network.photos_added", locked, files=files)

    for invitation in sorted(accepted):
        outbox.enqueue(attach_photos, invitation_id=invitation)


@transaction.atomic
def delete_photo(*, photo: ImportedPhoto, by: Actor) -> None:
    """One that no draft will take any more."""
    require(by, "network_imports.forget_import", photo.imported_offer)

    outbox.enqueue(delete_file, name=str(photo.file.name))
    photo.delete()


@transaction.atomic
def clear_import(*, network_import: NetworkImport, by: Actor) -> None:
    """Forget the file and what was read of it; the import itself stays."""
    require(by, "network_imports.forget_import", network_import)

    locked = NetworkImport.objects.locked(network_import.pk)
    clear_file_and_lists(locked)
    locked.save()
    audit.record(by, "network.cleared", locked)


@transaction.atomic
def forget_import(*, network_import: NetworkImport, by: Actor) -> None:
    """With the answers to its invitations; drafts and members that came of it stay.

    So does the digest of who declined.
    """
    require(by, "network_imports.forget_import", network_import)

    locked = NetworkImport.objects.locked(network_import.pk)
    clear_file_and_lists(locked)
    keep_refusals(locked.invitations.filter(state=InvitationState.REFUSED))
    delete_invitations(locked.invitations.all())
    audit.record(by, "network.forgotten", locked)
    locked.delete()


def clear_file_and_lists(network_import: NetworkImport) -> None:
    """Whoever calls saves the row."""
    if network_import.file:
        outbox.enqueue(delete_file, name=str(network_import.file.name))
    network_import.file = network_import.file_name = ""
    network_import.header, network_import.samples, network_import.preview = [], [], []
    network_import.problems = []
    network_import.cleared_at = timezone.now()


def keep_refusals(invitations: QuerySet[MemberInvitation]) -> None:
    """These people aren't asked again by their community, whatever becomes of the import."""
    now = timezone.now()
    rows = invitations.values_list("network_import__community", "address_digest").distinct()
    InvitedMailbox.objects.bulk_create(
        [
            InvitedMailbox(community_id=community, address_digest=digest, refused_at=now)
            for community, digest in rows.order_by()
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["community", "address_digest"],
        update_fields=["refused_at"],
    )


def delete_invitations(invitations: QuerySet[MemberInvitation]) -> None:
    """With what waits for them."""
    delete_offers(ImportedOffer.objects.filter(invitation__in=invitations))
    invitations.delete()


def delete_offers(offers: QuerySet[ImportedOffer]) -> None:
    """With the files of their photographs."""
    photos = ImportedPhoto.objects.filter(imported_offer__in=offers)
    for name in photos.values_list("file", flat=True):
        outbox.enqueue(delete_file, name=name)
    offers.delete()
