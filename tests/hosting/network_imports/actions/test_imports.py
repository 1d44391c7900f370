"""A table is sent, mapped, tried, imported once, completed with photographs and undone."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.accounts.models import User
from commons.audit.models import AuditEntry
from core.files.storage import private_storage
from core.permissions import SYSTEM
from core.quotas.errors import QuotaExceededError
from core.states import IllegalTransitionError
from hosting.communities.errors import CommunityClosedError
from hosting.communities.states import CommunityState
from hosting.network_imports.actions import imports as actions
from hosting.network_imports.actions.imports import (
    add_photos,
    confirm_import,
    forget_import,
    map_columns,
    stop_import,
    undo_import,
    upload_network,
)
from hosting.network_imports.actions.invitations import accept_invitation, refuse_invitation
from hosting.network_imports.errors import (
    EmailColumnMissingError,
    ImportFileGoneError,
    ImportTouchedError,
    NoPhotoMatchesError,
    NothingToImportError,
    PhotosTooManyTimesError,
    TableUnreadableError,
)
from hosting.network_imports.models import (
    ImportedOffer,
    ImportedPhoto,
    InvitedMailbox,
    MemberInvitation,
    NetworkImport,
)
from hosting.network_imports.periodic import send_waiting_invitations
from hosting.network_imports.states import ImportState, InvitationState
from hosting.network_imports.table_reader import guess_columns
from hosting.offers.models.offers import Offer
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory
from tests.factories.media import picture_bytes
from tests.factories.network_imports import (
    ANTWERP_HEADER,
    HEADER,
    ImportedOfferFactory,
    MemberInvitationFactory,
    NetworkImportFactory,
    listings_of_antwerp,
    photos_zip,
    table,
    upload,
)
from tests.hosting.network_imports.conftest import MAPPING
from tests.quotas import limit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tables_read_once")]

HELENE = ("helene@example.org", "Hélène", "Gîte d’été", "Près du lavoir.", "4")
BEN = ("ben@example.org", "Ben", "", "", "")
WRONG = ("ben at example", "Ben", "Barn", "", "many")
WITH_PHOTOS = (*HEADER, "Photos")


def counts():
    return (MemberInvitation.objects.count(), ImportedOffer.objects.count())


def test_upload_network_keeps_the_table_and_guesses_its_columns(coordinator, community):
    sent = upload_network(community=community, file=upload(table(HELENE)), by=coordinator)

    assert (sent.state, sent.rows, sent.mapping) == (ImportState.UPLOADED, 1, MAPPING)
    assert private_storage().exists(sent.file.name)
    assert AuditEntry.objects.filter(verb="network.uploaded", actor=coordinator).count() == 1


def test_map_columns_shows_what_would_come_and_makes_nothing(coordinator, community):
    sent = upload_network(
        community=community, file=upload(table(HELENE, BEN, WRONG)), by=coordinator
    )

    checked = map_columns(network_import=sent, mapping=MAPPING, by=coordinator)

    assert checked.figures == {"members": 2, "offers": 1, "known": 0, "declined": 0}
    assert [line["title"] for line in checked.preview] == ["Gîte d’été", ""]
    assert [problem[:3] for problem in checked.problems] == [[4, 0, "email"], [4, 4, "number"]]
    assert counts() == (0, 0)


def test_import_makes_invitations_and_waiting_drafts_and_no_account(brought, community):
    people = User.objects.count()

    done = brought(table(HELENE, BEN, WRONG))

    assert (done.state, str(done.file)) == (ImportState.DONE, "")
    assert [(one.email, one.name, one.state) for one in done.invitations.all()] == [
        ("helene@example.org", "Hélène", InvitationState.INVITED),
        ("ben@example.org", "Ben", InvitationState.INVITED),
    ]
    (offer,) = community.imported_offers.all()
    assert (offer.kind, offer.title, offer.sleeps) == ("stay", "Gîte d’été", 4)
    assert (User.objects.count(), Offer.objects.count()) == (people, 0)
    assert sum(one.mailed_at is not None for one in done.invitations.all()) == 2


def test_same_file_twice_makes_nothing_twice(brought, coordinator, community):
    brought(table(HELENE, BEN))
    sent = upload_network(community=community, file=upload(table(HELENE, BEN)), by=coordinator)
    again = map_columns(network_import=sent, mapping=MAPPING, by=coordinator)

    with pytest.raises(NothingToImportError):
        confirm_import(network_import=again, by=coordinator)

    assert again.figures == {"members": 0, "offers": 0, "known": 2, "declined": 0}
    assert counts() == (2, 1)


def test_corrected_file_brings_only_what_is_new(brought):
    brought(table(HELENE, WRONG))

    corrected = brought(table(HELENE, ("ben@example.org", "Ben", "Barn", "", "2")))

    assert corrected.figures == {"members": 1, "offers": 1, "known": 1, "declined": 0}
    assert counts() == (2, 2)


def test_confirm_pressed_twice_imports_once(coordinator, community, committed):
    sent = upload_network(community=community, file=upload(table(HELENE)), by=coordinator)
    checked = map_columns(network_import=sent, mapping=MAPPING, by=coordinator)

    with committed():
        confirm_import(network_import=checked, by=coordinator)
        confirm_import(network_import=checked, by=coordinator)

    assert counts() == (1, 1)
    assert AuditEntry.objects.filter(verb="network.imported").count() == 1


def test_listings_of_another_city_move_in(brought):
    rows = list(listings_of_antwerp(40))
    mapping = guess_columns(ANTWERP_HEADER) | {"title": 3, "lodging": 5, "sleeps": 6}

    done = brought(table(*rows, header=ANTWERP_HEADER, encoding="cp1252"), mapping=mapping)

    assert (done.problems, done.figures["offers"]) == ([], 40)
    assert set(ImportedOffer.objects.values_list("lodging_kind", flat=True)) == {
        "furnished",
        "in_home",
    }


def test_who_belongs_to_the_community_already_isnt_invited_again(brought, community):
    MembershipFactory(community=community, person__email="ben@example.org")

    done = brought(table(HELENE, BEN))

    assert [one.email for one in done.invitations.all()] == ["helene@example.org"]


def test_who_declined_isnt_invited_again_by_another_file(brought, community):
    (invitation,) = brought(table(HELENE)).invitations.all()
    refuse_invitation(invitation=invitation)

    again = brought(table(HELENE, BEN))

    assert again.figures == {"members": 1, "offers": 0, "known": 0, "declined": 1}


@pytest.mark.parametrize(
    ("action", "arguments"),
    [
        (map_columns, {"mapping": MAPPING}),
        (confirm_import, {}),
        (undo_import, {}),
        (add_photos, {"file": None}),
    ],
    ids=["map", "confirm", "undo", "photos"],
)
def test_changing_an_import_is_left_to_coordinators(community, action, arguments):
    member = MembershipFactory(community=community).person
    network_import = NetworkImportFactory(community=community, by=member)

    with pytest.raises(PermissionDenied):
        action(network_import=network_import, by=member, **arguments)


def test_upload_network_is_left_to_coordinators_of_that_community(community):
    elsewhere = MembershipFactory(coordinator=True).person

    with pytest.raises(PermissionDenied):
        upload_network(community=community, file=upload(table(HELENE)), by=elsewhere)


def test_upload_network_keeps_nothing_that_is_no_table(coordinator, community):
    with pytest.raises(TableUnreadableError):
        upload_network(community=community, file=upload(b"PK\x03\x04\x00"), by=coordinator)

    assert not NetworkImport.objects.exists()


def test_upload_network_is_limited(settings, coordinator, community):
    limit(settings, network_imports=1)
    upload_network(community=community, file=upload(table(HELENE)), by=coordinator)

    with pytest.raises(QuotaExceededError):
        upload_network(community=community, file=upload(table(BEN)), by=coordinator)


def test_community_that_isnt_public_takes_no_network(coordinator, community):
    community.state = CommunityState.PAUSED
    community.save()

    with pytest.raises(CommunityClosedError):
        upload_network(community=community, file=upload(table(HELENE)), by=coordinator)


def test_map_columns_needs_addresses(coordinator, community):
    sent = upload_network(community=community, file=upload(table(HELENE)), by=coordinator)

    with pytest.raises(EmailColumnMissingError):
        map_columns(network_import=sent, mapping={"title": 2}, by=coordinator)


def test_map_columns_after_the_import_changes_nothing(coordinator, community):
    done = NetworkImportFactory(community=community)

    with pytest.raises(IllegalTransitionError):
        map_columns(network_import=done, mapping=MAPPING, by=coordinator)


def test_confirm_without_its_file_is_refused(coordinator, community):
    gone = NetworkImportFactory(community=community, state=ImportState.CHECKED)

    with pytest.raises(ImportFileGoneError):
        confirm_import(network_import=gone, by=coordinator)


def test_one_photo_that_many_offers_name_takes_no_more_than_its_room(
    brought, coordinator, settings
):
    rows = [(*HELENE, "mill.jpg"), (*HELENE[:2], "Another mill", *HELENE[3:], "mill.jpg")]
    done = brought(table(*rows, header=WITH_PHOTOS), mapping=MAPPING | {"photos": 5})
    photo = picture_bytes()
    settings.HOSTING_NETWORK_PHOTOS_BYTES = 2 * len(photo) - 1

    with pytest.raises(PhotosTooManyTimesError):
        add_photos(
            network_import=done,
            file=upload(photos_zip(mill__jpg=photo), "photos.zip"),
            by=coordinator,
        )

    assert not ImportedPhoto.objects.exists()


def test_undo_takes_the_whole_import_back(brought, coordinator, committed):
    done = brought(
        table((*HELENE, "mill.jpg"), header=WITH_PHOTOS), mapping=MAPPING | {"photos": 5}
    )
    file = upload(photos_zip(mill__jpg=picture_bytes()), "photos.zip")
    add_photos(network_import=done, file=file, by=coordinator)
    name = ImportedPhoto.objects.get().file.name

    with committed():
        undone = undo_import(network_import=done, by=coordinator)

    assert (undone.state, undone.preview, undone.file_name) == (ImportState.UNDONE, [], "")
    assert counts() == (0, 0)
    assert not private_storage().exists(name)
    assert brought(table(HELENE)).figures["offers"] == 1


def test_undo_is_refused_once_somebody_has_accepted(brought, coordinator):
    done = brought(table(HELENE, BEN))
    accept_invitation(invitation=done.invitations.first(), words="Hello", by=UserFactory())

    with pytest.raises(ImportTouchedError) as refused:
        undo_import(network_import=done, by=coordinator)

    assert str(refused.value).startswith("1 member has already accepted")
    assert counts() == (2, 1)


def letters_to(mailoutbox, address):
    return [mail for mail in mailoutbox if mail.to == [address]]


def test_undo_of_one_import_leads_its_email_to_another_that_waits(
    brought, coordinator, committed, mailoutbox
):
    first = brought(table(BEN))
    second = brought(table(HELENE, ("ben@example.org", "Ben", "Barn", "", "2")))

    with committed():
        undo_import(network_import=first, by=coordinator)

    (letter,) = letters_to(mailoutbox, "ben@example.org")
    ben = second.invitations.get(email="ben@example.org")
    assert ben.token in letter.body
    assert ben.mailed_at is not None


def test_the_same_table_after_an_undo_sends_no_second_email(
    brought, coordinator, committed, mailoutbox, time_machine
):
    with committed():
        undo_import(network_import=brought(table(BEN)), by=coordinator)
    again = brought(table(BEN))

    (letter,) = letters_to(mailoutbox, "ben@example.org")
    assert again.invitations.get().token in letter.body

    undo_import(network_import=again, by=coordinator)
    time_machine.move_to(timezone.now() + settings.HOSTING_NETWORK_DATA_KEPT + timedelta(days=1))
    brought(table(BEN))
    assert len(letters_to(mailoutbox, "ben@example.org")) == 2


def test_stop_import_writes_to_nobody_more_and_leaves_drafts_of_members(
    brought, coordinator, community, committed, mailoutbox, settings
):
    limit(settings, network_invitations=1)
    done = brought(table(HELENE, BEN))
    accept_invitation(invitation=done.invitations.first(), words="Hello", by=UserFactory())

    with pytest.raises(PermissionDenied):
        stop_import(network_import=done, by=UserFactory())
    for _press in range(2):
        stopped = stop_import(network_import=done, by=coordinator)
    limit(settings, network_invitations=9)
    with committed():
        send_waiting_invitations()

    assert stopped.state == ImportState.STOPPED
    assert [one.state for one in done.invitations.all()] == [InvitationState.ACCEPTED]
    assert (Offer.objects.count(), letters_to(mailoutbox, "ben@example.org")) == (1, [])
    assert AuditEntry.objects.filter(verb="network.stopped", actor=coordinator).count() == 1


def test_stop_import_is_for_those_that_are_done(coordinator, community):
    waiting = NetworkImportFactory(community=community, state=ImportState.CHECKED)

    with pytest.raises(IllegalTransitionError):
        stop_import(network_import=waiting, by=coordinator)


def test_who_declined_is_not_asked_again_once_the_import_is_forgotten(brought):
    done = brought(table(HELENE))
    refuse_invitation(invitation=done.invitations.get())

    forget_import(network_import=done, by=SYSTEM)

    assert brought(table(HELENE, BEN)).figures == {
        "members": 1,
        "offers": 0,
        "known": 0,
        "declined": 1,
    }


def test_who_closed_their_account_is_not_asked_again(brought):
    person = UserFactory(email="helene@example.org")
    accept_invitation(invitation=brought(table(HELENE)).invitations.get(), words="Hello", by=person)

    close_account(person=person, by=person)

    assert InvitedMailbox.objects.refused().count() == 1


def test_a_photo_name_that_grows_in_small_letters_fits(coordinator, community):
    invitation = MemberInvitationFactory(network_import__community=community)
    name = "ß" * 100 + ".jpg"
    ImportedOfferFactory(invitation=invitation, photo_names=[name])
    file = upload(photos_zip(**{"ß" * 100 + "__jpg": picture_bytes()}), "photos.zip")

    add_photos(network_import=invitation.network_import, file=file, by=coordinator)

    assert len(ImportedPhoto.objects.get().name) == 130


def test_add_photos_keeps_those_that_offers_mention(brought, coordinator):
    done = brought(
        table((*HELENE, "mill.jpg"), header=WITH_PHOTOS), mapping=MAPPING | {"photos": 5}
    )
    content = photos_zip(mill__jpg=picture_bytes(), other__jpg=b"x")

    others = [
        add_photos(network_import=done, file=upload(content, "photos.zip"), by=coordinator)
        for _ in range(2)
    ]

    assert others == [1, 1]
    assert [photo.name for photo in ImportedPhoto.objects.all()] == ["mill.jpg"]


def test_photos_are_written_before_the_import_is_locked(coordinator, community, monkeypatch):
    """Nobody waits for a slow disk or bucket."""
    imported = ImportedOfferFactory(
        invitation__network_import__community=community, photo_names=["mill.jpg"]
    )
    done = imported.invitation.network_import
    written, save = [], actions.private_storage().save

    def save_and_look(name, content):
        written.append(connection.in_atomic_block and len(connection.savepoint_ids))
        return save(name, content)

    monkeypatch.setattr(type(actions.private_storage()), "save", lambda _me, *a: save_and_look(*a))
    outside = len(connection.savepoint_ids)
    file = upload(photos_zip(mill__jpg=picture_bytes()), "photos.zip")

    add_photos(network_import=done, file=file, by=coordinator)

    assert (written, ImportedPhoto.objects.count()) == ([outside], 1)


def test_add_photos_refuses_a_zip_without_any_of_them(coordinator, community):
    done = NetworkImportFactory(community=community)
    invitation = MemberInvitationFactory(network_import=done)
    ImportedOfferFactory(invitation=invitation, photo_names=["mill.jpg"])

    with pytest.raises(NoPhotoMatchesError):
        add_photos(
            network_import=done, file=upload(photos_zip(a__jpg=b"x"), "a.zip"), by=coordinator
        )


def test_problems_are_kept_as_plain_values(coordinator, community):
    sent = upload_network(community=community, file=upload(table(WRONG)), by=coordinator)

    checked = map_columns(network_import=sent, mapping=MAPPING, by=coordinator)

    assert json.loads(json.dumps(checked.problems)) == [
        [2, 0, "email", {}, "ben at example"],
        [2, 4, "number", {}, "many"],
    ]
