"""Jobs of imported networks that the clock starts.

Each job returns how many rows failed; they are in the log.
"""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from core.files.storage import private_storage, unowned_files
from core.periodic import delete_row, for_each_row
from core.permissions import SYSTEM
from hosting.network_imports.actions.imports import clear_import, delete_photo, forget_import
from hosting.network_imports.actions.invitations import forget_invitation
from hosting.network_imports.models import (
    FOLDER,
    ImportedPhoto,
    InvitedMailbox,
    MemberInvitation,
    NetworkImport,
)
from hosting.network_imports.tasks import send_invitation


@shared_task(name="hosting.send_network_invitations")
def send_waiting_invitations() -> int:
    """Those for which the quota of their community had no room before."""
    waiting = MemberInvitation.objects.to_mail()
    return for_each_row(waiting.iterator(), lambda invitation: send_invitation(invitation.pk))


@shared_task(name="hosting.forget_network_data")
def forget_network_data() -> int:
    """What nobody has answered, the tables themselves, and that a mailbox was written to."""
    failed = for_each_row(
        MemberInvitation.objects.to_forget(),
        lambda invitation: forget_invitation(invitation=invitation, by=SYSTEM),
        ignoring=MemberInvitation.DoesNotExist,
    )
    failed += for_each_row(
        NetworkImport.objects.to_clear(),
        lambda network_import: clear_import(network_import=network_import, by=SYSTEM),
    )
    return failed + for_each_row(InvitedMailbox.objects.to_forget(), delete_row)


@shared_task(name="hosting.forget_network_imports")
def forget_network_imports() -> int:
    """A year later, who answered what isn't needed any more."""
    return for_each_row(
        NetworkImport.objects.to_forget(),
        lambda network_import: forget_import(network_import=network_import, by=SYSTEM),
    )


@shared_task(name="hosting.sweep_network_files")
def sweep_network_files() -> int:
    """Files that were written and never committed, and photos whose member deleted the draft."""
    owners = (NetworkImport.objects.all(), ImportedPhoto.objects.all())
    loose = list(unowned_files(private_storage(), FOLDER, *owners))
    return for_each_row(loose, _delete_if_settled) + for_each_row(
        ImportedPhoto.objects.without_draft().select_related("imported_offer"),
        lambda photo: delete_photo(photo=photo, by=SYSTEM),
    )


def _delete_if_settled(name: str) -> None:
    """A younger file may be waiting for the commit of its row."""
    storage = private_storage()
    if storage.get_modified_time(name) < timezone.now() - settings.MEDIA_SWEEP_AFTER:
        storage.delete(name)
