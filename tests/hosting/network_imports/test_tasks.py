"""What the worker does: imports once, sends each email once, and says what has failed."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from commons.mail.models import Letter
from commons.outbox.models import OutboxEntry
from core.files.storage import private_storage
from hosting.communities.states import CommunityState
from hosting.network_imports import notifications, tasks
from hosting.network_imports.actions.imports import confirm_import, map_columns, upload_network
from hosting.network_imports.errors import TableQueueError
from hosting.network_imports.models import (
    FOLDER,
    ImportedOffer,
    ImportedPhoto,
    MemberInvitation,
    NetworkImport,
)
from hosting.network_imports.periodic import send_waiting_invitations, sweep_network_files
from hosting.network_imports.states import ImportState, InvitationState
from hosting.offers.models.offers import Offer
from tests.factories.hosting import StayFactory
from tests.factories.media import picture_bytes
from tests.factories.network_imports import (
    ImportedOfferFactory,
    MemberInvitationFactory,
    NetworkImportFactory,
    table,
    upload,
)
from tests.hosting.network_imports.conftest import MAPPING
from tests.poison import assert_one_failed
from tests.quotas import limit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tables_read_once")]

HELENE = ("helene@example.org", "Hélène", "Gîte d’été", "Près du lavoir.", "4")


@pytest.fixture
def waiting(coordinator, community):
    sent = upload_network(community=community, file=upload(table(HELENE)), by=coordinator)
    checked = map_columns(network_import=sent, mapping=MAPPING, by=coordinator)
    return confirm_import(network_import=checked, by=coordinator)


@pytest.fixture
def invited(monkeypatch):
    """Whom an email was written to."""
    addresses = []
    monkeypatch.setattr(
        notifications, "invite_member", lambda invitation: addresses.append(invitation.email)
    )
    return addresses


def test_import_table_run_twice_imports_once(waiting):
    tasks.import_table(import_id=waiting.pk)
    tasks.import_table(import_id=waiting.pk)

    assert (MemberInvitation.objects.count(), ImportedOffer.objects.count()) == (1, 1)


def test_import_table_whose_file_is_gone_makes_nothing_and_says_why(waiting):
    private_storage().delete(waiting.file.name)

    tasks.import_table(import_id=waiting.pk)

    waiting.refresh_from_db()
    assert waiting.state == ImportState.FAILED
    assert waiting.refusal == "The file of this import is no longer here. Choose it again."
    assert not MemberInvitation.objects.exists()


def test_import_table_that_fails_in_the_middle_leaves_nothing(waiting, monkeypatch):
    def fail(*rows, **options):
        raise RuntimeError

    monkeypatch.setattr(ImportedOffer.objects, "bulk_create", fail)

    with pytest.raises(RuntimeError):
        tasks.import_table(import_id=waiting.pk)

    waiting.refresh_from_db()
    assert (waiting.state, MemberInvitation.objects.count()) == (ImportState.WAITING, 0)


def test_import_table_is_tried_again_while_others_are_read(waiting, monkeypatch):
    def full(*arguments):
        raise TableQueueError

    monkeypatch.setattr(tasks, "read_stored_table", full)

    with pytest.raises(TableQueueError):
        tasks.import_table(import_id=waiting.pk)

    assert NetworkImport.objects.get().state == ImportState.WAITING


def test_send_invitations_mails_each_once(invited):
    network_import = NetworkImportFactory()
    MemberInvitationFactory.create_batch(3, network_import=network_import)

    tasks.send_invitations(import_id=network_import.pk)
    tasks.send_invitations(import_id=network_import.pk)

    assert sorted(invited) == sorted(MemberInvitation.objects.values_list("email", flat=True))


def test_send_invitations_goes_on_in_another_run(invited, monkeypatch):
    monkeypatch.setattr(tasks, "LETTERS", 2)
    network_import = NetworkImportFactory()
    MemberInvitationFactory.create_batch(3, network_import=network_import)

    tasks.send_invitations(import_id=network_import.pk)

    assert len(invited) == 2
    assert OutboxEntry.objects.get().job == "network_imports.send_invitations"


def test_send_invitations_stops_at_the_quota_and_the_clock_goes_on(invited, settings):
    limit(settings, network_invitations=1)
    network_import = NetworkImportFactory()
    MemberInvitationFactory.create_batch(2, network_import=network_import)

    tasks.send_invitations(import_id=network_import.pk)
    at_first = len(invited)
    limit(settings, network_invitations=2)
    send_waiting_invitations()

    assert (at_first, len(invited)) == (1, 2)


def test_one_mailbox_gets_one_email_for_two_imports(invited):
    first = MemberInvitationFactory(email="helene@example.org")
    later = NetworkImportFactory(community=first.community)
    MemberInvitationFactory(email="helene@example.org", network_import=later)

    for network_import in (first.network_import, later):
        tasks.send_invitations(import_id=network_import.pk)

    assert invited == ["helene@example.org"]
    assert not MemberInvitation.objects.filter(mailed_at=None).exists()


def test_one_mailbox_gets_so_many_emails_a_day_from_all_communities(invited, settings):
    limit(settings, letters_to_mailbox=1)
    first, second = (MemberInvitationFactory(email="helene@example.org") for _community in range(2))
    other = MemberInvitationFactory(network_import=second.network_import)

    for network_import in (first.network_import, second.network_import):
        tasks.send_invitations(import_id=network_import.pk)

    assert invited == ["helene@example.org", other.email]
    assert list(MemberInvitation.objects.to_mail()) == [second]


@pytest.mark.parametrize(
    "gone", [{"community__state": CommunityState.PAUSED}, {"by__is_active": False}]
)
def test_nothing_leaves_for_who_is_hidden_or_suspended(invited, gone):
    network_import = NetworkImportFactory(**gone)
    MemberInvitationFactory(network_import=network_import)

    tasks.send_invitations(import_id=network_import.pk)
    send_waiting_invitations()

    assert (invited, OutboxEntry.objects.count()) == ([], 0)


def test_photos_reach_no_draft_that_was_handed_in(coordinator, community):
    """From then on it is its member's alone."""
    untouched, published = (
        StayFactory(community=community, draft=True),
        StayFactory(community=community),
    )
    invitation = MemberInvitationFactory(
        network_import__community=community,
        state=InvitationState.ACCEPTED,
        person=coordinator,
        email="",
    )
    for offer in (untouched, published):
        imported = ImportedOfferFactory(invitation=invitation, offer=offer)
        photo = ImportedPhoto(imported_offer=imported, name="mill.jpg")
        photo.file.save("", ContentFile(picture_bytes()))
    Offer.objects.update(host=coordinator)

    tasks.attach_photos(invitation_id=invitation.pk)

    assert [offer.photos.count() for offer in (untouched, published)] == [1, 0]
    assert not ImportedPhoto.objects.exists()


def test_sweep_network_files_deletes_what_no_row_owns(time_machine, committed):
    storage = private_storage()
    kept = MemberInvitationFactory(state=InvitationState.ACCEPTED)
    gone = ImportedPhoto(imported_offer=ImportedOfferFactory(invitation=kept), name="mill.jpg")
    gone.file.save("", ContentFile(b"a photo"))
    waits = ImportedPhoto(imported_offer=ImportedOfferFactory(), name="mill.jpg")
    waits.file.save("", ContentFile(b"a photo"))
    loose = storage.save(f"{FOLDER}/ab/abandoned", ContentFile(b"half"))
    time_machine.move_to(timezone.now() + settings.MEDIA_SWEEP_AFTER + timedelta(minutes=1))

    with committed():
        sweep_network_files()

    names = (loose, gone.file.name, waits.file.name)
    assert [storage.exists(name) for name in names] == [False, False, True]


def test_invitation_names_who_brought_the_data_and_leads_to_the_answer():
    invitation = MemberInvitationFactory(network_import__by__display_name="Nadia")

    notifications.invite_member(invitation)

    letter = Letter.objects.get()
    assert letter.address == invitation.email
    assert "Nadia, who coordinates" in letter.text
    assert invitation.get_absolute_url() in letter.text


def test_send_waiting_invitations_goes_on_after_one_that_fails(monkeypatch, failed_rows):
    network_import = NetworkImportFactory()
    first, second = MemberInvitationFactory.create_batch(2, network_import=network_import)
    tried = []

    def fail_first(pk):
        tried.append(pk)
        if pk == first.pk:
            raise RuntimeError

    monkeypatch.setattr("hosting.network_imports.periodic.send_invitation", fail_first)

    send_waiting_invitations()

    assert tried == [first.pk, second.pk]
    assert_one_failed(failed_rows, MemberInvitation, first.pk)
