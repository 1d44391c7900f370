"""A confirmed table is imported, its people are invited, and photographs reach their drafts."""

from __future__ import annotations

from typing import Final

from celery import shared_task
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone, translation

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.media.errors import PhotographsQueueError
from commons.outbox import actions as outbox
from commons.privacy.tasks import delete_file
from core.errors import DomainError
from core.files.storage import private_storage
from core.files.upload_quotas import UPLOAD_QUOTAS
from core.permissions import SYSTEM
from core.quotas.checks import counted_already, has_room
from core.states import require_transition
from core.text.contacts import email_key
from hosting.communities.models.communities import Community
from hosting.network_imports import notifications
from hosting.network_imports.errors import ImportFileGoneError, TableQueueError
from hosting.network_imports.models import (
    ImportedOffer,
    ImportedPhoto,
    InvitedMailbox,
    MemberInvitation,
    NetworkImport,
)
from hosting.network_imports.selectors import (
    ImportPlan,
    plan_import,
    read_stored_table,
    was_handed_in,
)
from hosting.network_imports.states import IMPORT_TRANSITIONS, ImportState, InvitationState
from hosting.offers.actions.photos import add_offer_photo

BATCH: Final = 500  # rows of one INSERT
LETTERS: Final = 50  # of one run
LONGEST_REFUSAL: Final = 500


@shared_task(name="network_imports.import_table")
def import_table(*, import_id: int) -> None:
    """All rows that can be read, or none; a second run finds it done.

    What fails otherwise than by a refusal is tried again, for as long as `is_given_up` allows.
    """
    found = NetworkImport.objects.filter(pk=import_id, state=ImportState.WAITING)
    network_import = found.select_related("community", "by").first()
    if network_import is None:
        return
    language = (
        network_import.by.language if network_import.by else network_import.community.language
    )
    with translation.override(language):
        try:
            if network_import.is_given_up:
                raise ImportFileGoneError
            rows = read_stored_table(network_import).rows
            _write(network_import, rows)
        except TableQueueError:
            raise  # there is room later
        except DomainError as refusal:
            _refuse(network_import, str(refusal))


@transaction.atomic
def _write(network_import: NetworkImport, rows: list[dict[str, object]]) -> None:
    locked = NetworkImport.objects.locked(network_import.pk)
    if locked.state != ImportState.WAITING:  # another delivery of this job was faster
        return
    # What is new is only known while no other import of this community is written.
    community = Community.objects.locked(locked.community_id, no_key=True)
    plan = plan_import(community, rows)

    _make_rows(locked, community, plan)
    name = str(locked.file.name)
    locked.state, locked.figures = ImportState.DONE, plan.figures
    locked.file, locked.finished_at = "", timezone.now()
    locked.save(update_fields=["state", "figures", "file", "finished_at"])
    audit.record(SYSTEM, "network.imported", locked, **plan.figures)

    outbox.enqueue(send_invitations, import_id=locked.pk)
    outbox.enqueue(delete_file, name=name)


def _make_rows(network_import: NetworkImport, community: Community, plan: ImportPlan) -> None:
    invitations = MemberInvitation.objects.bulk_create(
        (
            MemberInvitation(
                network_import=network_import,
                address_digest=member.digest,
                email=member.email,
                name=member.name,
                language=member.language,
            )
            for member in plan.members
        ),
        batch_size=BATCH,
    )
    ImportedOffer.objects.bulk_create(
        (
            ImportedOffer(
                community=community,
                invitation=invitation,
                digest=digest,
                kind=row["kind"],
                title=row["title"],
                words=row["words"],
                language=row["language"],
                lodging_kind=row["lodging"],
                sleeps=row["sleeps"],
                photo_names=row["photos"],
            )
            for invitation, member in zip(invitations, plan.members, strict=True)
            for digest, row in member.offers.items()
        ),
        batch_size=BATCH,
    )


@transaction.atomic
def _refuse(network_import: NetworkImport, why: str) -> None:
    """Nothing of it was written."""
    locked = NetworkImport.objects.locked(network_import.pk)
    if locked.state != ImportState.WAITING:
        return
    require_transition(IMPORT_TRANSITIONS, locked.state, ImportState.FAILED)
    name = locked.file.name
    locked.state, locked.refusal, locked.file = ImportState.FAILED, why[:LONGEST_REFUSAL], ""
    locked.save(update_fields=["state", "refusal", "file"])
    audit.record(SYSTEM, "network.failed", locked)
    if name:
        outbox.enqueue(delete_file, name=name)


@shared_task(name="network_imports.send_invitations")
def send_invitations(*, import_id: int, after: int = 0) -> None:
    """Some of those who wait, each in a transaction of its own; the next run goes on.

    Where the quota of the community is used up, the periodic job goes on later; it also takes those
    whose mailbox got enough emails today.
    """
    waiting = MemberInvitation.objects.to_mail().filter(network_import=import_id, pk__gt=after)
    some = list(waiting.values_list("pk", flat=True)[:LETTERS])
    for pk in some:
        if not send_invitation(pk):
            return
    if len(some) == LETTERS:
        with transaction.atomic():
            outbox.enqueue(send_invitations, import_id=import_id, after=some[-1])


@transaction.atomic
def send_invitation(pk: int) -> bool:
    """False where no more may leave now. Nobody gets a second email for one community.

    Not from another import, nor after this one was undone and sent again: then the link of the
    earlier email leads here.
    """
    found = MemberInvitation.objects.to_mail().select_for_update(of=("self",))
    invitation = found.select_related("network_import__community").filter(pk=pk).first()
    if invitation is None:
        return True
    mailbox = _lock_mailbox(invitation)
    if not _is_mailed(invitation, mailbox):
        if not has_room("network_invitations", f"community:{invitation.community.pk}"):
            return False
        if not has_room("letters_to_mailbox", f"mailbox:{email_key(invitation.email)}"):
            return True
        invitation.mailed_at = timezone.now()
        mailbox.link_id, mailbox.nonce = invitation.public_id, invitation.nonce
        mailbox.mailed_at = invitation.mailed_at
        mailbox.save(update_fields=["link_id", "nonce", "mailed_at"])
        notifications.invite_member(invitation)
    invitation.save(update_fields=["public_id", "nonce", "mailed_at"])
    return True


def _lock_mailbox(invitation: MemberInvitation) -> InvitedMailbox:
    mailbox, _made = InvitedMailbox.objects.get_or_create(
        community=invitation.community, address_digest=invitation.address_digest
    )
    return InvitedMailbox.objects.select_for_update().get(pk=mailbox.pk)


def _is_mailed(invitation: MemberInvitation, mailbox: InvitedMailbox) -> bool:
    """Whether the link of an earlier email is good: that of another import, or for this one now."""
    if mailbox.mailed_at is None:
        return False
    if mailbox.mailed_at <= timezone.now() - settings.HOSTING_NETWORK_DATA_KEPT:
        return False
    invitation.mailed_at = timezone.now()
    if not MemberInvitation.objects.filter(public_id=mailbox.link_id).exists():
        invitation.public_id, invitation.nonce = mailbox.link_id, mailbox.nonce
    return True


@shared_task(name="network_imports.attach_photos")
def attach_photos(*, invitation_id: int) -> None:
    """Photographs of a member's drafts, one after the other; a second run does what is left."""
    photos = ImportedPhoto.objects.filter(
        imported_offer__invitation=invitation_id,
        imported_offer__invitation__state=InvitationState.ACCEPTED,
        imported_offer__offer__isnull=False,
    )
    rows = photos.select_related("imported_offer__offer", "imported_offer__invitation__person")
    for photo in list(rows):
        if person := photo.imported_offer.invitation.person:
            _attach(photo, person)


def _attach(photo: ImportedPhoto, person: User) -> None:
    """What is no photograph, or doesn't fit, is left out; the draft stays.

    So is what comes after its member has handed the draft in: from then on it is theirs alone.
    """
    offer, name, storage = photo.imported_offer.offer, str(photo.file.name), private_storage()
    if offer is not None and not was_handed_in(offer) and storage.exists(name):
        try:
            with storage.open(name) as file, counted_already(*UPLOAD_QUOTAS):
                add_offer_photo(
                    offer=offer.specific, file=File(file, name=photo.name), key=photo.key, by=person
                )
        except PhotographsQueueError:
            raise  # there is room later
        except (DomainError, PermissionDenied):
            pass
    with transaction.atomic():
        photo.delete()
        outbox.enqueue(delete_file, name=name)
