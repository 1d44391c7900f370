"""Somebody of the old network comes along, declines, or never answers."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.audit.models import AuditEntry
from commons.media.models import Photo
from core.files.storage import private_storage
from hosting.communities.errors import AlreadyMemberError
from hosting.communities.models.communities import Membership
from hosting.communities.states import MembershipState
from hosting.network_imports.actions.imports import add_photos
from hosting.network_imports.actions.invitations import (
    accept_invitation,
    forget_invitation,
    refuse_invitation,
)
from hosting.network_imports.errors import InvitationAnsweredError
from hosting.network_imports.models import (
    ImportedOffer,
    ImportedPhoto,
    MemberInvitation,
    NetworkImport,
)
from hosting.network_imports.periodic import forget_network_data, forget_network_imports
from hosting.network_imports.states import ImportState, InvitationState
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay
from hosting.offers.selectors.photos import draft_photos
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory
from tests.factories.media import picture_bytes
from tests.factories.network_imports import (
    ImportedOfferFactory,
    MemberInvitationFactory,
    NetworkImportFactory,
    photos_zip,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tables_read_once")]


@pytest.fixture
def invitation():
    found = MemberInvitationFactory(email="helene@example.org")
    ImportedOfferFactory(invitation=found, lodging_kind="gite")
    return found


def test_accept_makes_a_candidate_with_drafts_of_their_own(invitation):
    helene = UserFactory()

    (draft,) = accept_invitation(invitation=invitation, words="I have a mill.", by=helene)

    membership = Membership.objects.get(person=helene)
    assert (membership.state, membership.words) == (MembershipState.CANDIDATE, "I have a mill.")
    stay = Stay.objects.get(pk=draft.pk)
    assert (stay.host, stay.community, stay.live) == (helene, invitation.community, False)
    assert (stay.title, stay.lodging_kind, stay.units.get().sleeps) == ("The mill", "gite", 4)
    assert not Offer.objects.public().exists()
    assert stay.latest_revision is not None


def test_accept_makes_a_desk_of_a_workspace():
    waiting = ImportedOfferFactory(kind="workspace", title="The loft", sleeps=6)

    (draft,) = accept_invitation(invitation=waiting.invitation, words="Hello", by=UserFactory())

    desk = draft.specific.units.get()
    assert (draft.kind, desk.name, desk.sleeps) == ("workspace", "The loft", 6)


def test_accept_leaves_neither_address_nor_words_behind(invitation):
    accept_invitation(invitation=invitation, words="Hello", by=UserFactory())

    invitation.refresh_from_db()
    imported = ImportedOffer.objects.get()
    assert (invitation.state, invitation.email, invitation.name) == ("accepted", "", "")
    assert (imported.title, imported.words, imported.offer is not None) == ("", "", True)


def test_accept_leaves_contacts_out_of_the_draft():
    waiting = ImportedOfferFactory(words="Write to ada@example.org or 06 12 34 56 78.")

    (draft,) = accept_invitation(invitation=waiting.invitation, words="Hello", by=UserFactory())

    assert draft.words == "Write to […] or […]."


def test_accept_by_a_member_changes_nothing_in_their_membership(invitation):
    member = MembershipFactory(community=invitation.community).person

    accept_invitation(invitation=invitation, words="", by=member)

    assert Membership.objects.get(person=member).state == MembershipState.ACTIVE
    assert Offer.objects.of_host(member).count() == 1


def test_accept_takes_all_that_waits_for_the_address_in_this_community(invitation):
    later = NetworkImportFactory(community=invitation.community)
    second = MemberInvitationFactory(network_import=later, email=invitation.email)
    ImportedOfferFactory(invitation=second, title="The barn")
    elsewhere = MemberInvitationFactory(email=invitation.email)

    drafts = accept_invitation(invitation=invitation, words="Hello", by=UserFactory())

    assert [draft.title for draft in drafts] == ["The mill", "The barn"]
    elsewhere.refresh_from_db()
    assert elsewhere.is_waiting


def test_accept_twice_is_refused(invitation):
    helene = UserFactory()
    accept_invitation(invitation=invitation, words="Hello", by=helene)

    with pytest.raises(InvitationAnsweredError):
        accept_invitation(invitation=invitation, words="Hello", by=helene)

    assert Offer.objects.of_host(helene).count() == 1


def test_accept_needs_a_confirmed_address(invitation):
    with pytest.raises(PermissionDenied):
        accept_invitation(
            invitation=invitation, words="Hello", by=UserFactory(email_verified_at=None)
        )


def test_accept_by_somebody_suspended_is_refused(invitation):
    suspended = MembershipFactory(
        community=invitation.community, state=MembershipState.SUSPENDED
    ).person

    with pytest.raises(AlreadyMemberError):
        accept_invitation(invitation=invitation, words="Hello", by=suspended)

    assert MemberInvitation.objects.get().is_waiting


def test_accept_of_an_import_that_was_undone_is_refused(invitation):
    NetworkImport.objects.update(state=ImportState.UNDONE)

    with pytest.raises(InvitationAnsweredError):
        accept_invitation(invitation=invitation, words="Hello", by=UserFactory())


def test_photos_reach_the_drafts_of_who_accepts(coordinator, community, committed):
    done = NetworkImportFactory(community=community)
    waiting = ImportedOfferFactory(
        invitation__network_import=done, photo_names=["Mill.jpg", "broken.jpg"]
    )
    content = photos_zip(mill__jpg=picture_bytes(), broken__jpg=b"no photograph")
    add_photos(network_import=done, file=upload(content, "photos.zip"), by=coordinator)
    helene = UserFactory()

    with committed():
        (draft,) = accept_invitation(invitation=waiting.invitation, words="Hello", by=helene)

    stay = Stay.objects.get(pk=draft.pk)
    photos = draft_photos(stay.get_latest_revision_as_object())
    assert [one.photo.uploaded_by_user for one in photos] == [helene]
    assert (ImportedPhoto.objects.count(), Photo.objects.count()) == (0, 1)


def test_photos_that_come_after_the_answer_reach_the_draft(coordinator, community, committed):
    done = NetworkImportFactory(community=community)
    waiting = ImportedOfferFactory(invitation__network_import=done, photo_names=["mill.jpg"])
    accept_invitation(invitation=waiting.invitation, words="Hello", by=UserFactory())

    with committed():
        content = photos_zip(mill__jpg=picture_bytes())
        add_photos(network_import=done, file=upload(content, "photos.zip"), by=coordinator)

    assert Photo.objects.count() == 1


def test_refuse_erases_all_rows_and_asks_nobody_again(coordinator, community, committed):
    done = NetworkImportFactory(community=community)
    waiting = ImportedOfferFactory(invitation__network_import=done, photo_names=["mill.jpg"])
    content = photos_zip(mill__jpg=picture_bytes())
    add_photos(network_import=done, file=upload(content, "photos.zip"), by=coordinator)
    name = ImportedPhoto.objects.get().file.name

    with committed():
        refuse_invitation(invitation=waiting.invitation)
        refuse_invitation(invitation=waiting.invitation)

    (left,) = MemberInvitation.objects.all()
    assert (left.state, left.email, left.name) == (InvitationState.REFUSED, "", "")
    assert not ImportedOffer.objects.exists()
    assert not private_storage().exists(name)
    assert AuditEntry.objects.filter(verb="network_invitation.refused", actor=None).count() == 1


def test_unanswered_invitation_goes_thirty_days_after_its_email(invitation, time_machine):
    answered = MemberInvitationFactory(state=InvitationState.REFUSED, email="", name="")
    mailed = timezone.now() + timedelta(days=5)
    MemberInvitation.objects.filter(pk=invitation.pk).update(mailed_at=mailed)

    time_machine.move_to(mailed + settings.HOSTING_NETWORK_DATA_KEPT - timedelta(minutes=1))
    forget_network_data()
    before = set(MemberInvitation.objects.all())
    time_machine.move_to(mailed + settings.HOSTING_NETWORK_DATA_KEPT)
    forget_network_data()

    assert before == {invitation, answered}
    assert set(MemberInvitation.objects.all()) == {answered}
    assert not ImportedOffer.objects.exists()


def test_table_and_its_problems_go_after_thirty_days(time_machine):
    network_import = NetworkImportFactory(problems=[[2, 0, "email", {}, "ada at home"]])

    time_machine.move_to(timezone.now() + settings.HOSTING_NETWORK_DATA_KEPT)
    forget_network_data()

    network_import.refresh_from_db()
    assert (network_import.problems, network_import.header) == ([], [])
    assert network_import.file_name == ""


def test_import_and_its_answers_are_forgotten_after_a_year(invitation, time_machine):
    accept_invitation(invitation=invitation, words="Hello", by=UserFactory())

    time_machine.move_to(timezone.now() + settings.HOSTING_NETWORK_IMPORTS_KEPT)
    forget_network_imports()

    assert (NetworkImport.objects.count(), MemberInvitation.objects.count()) == (0, 0)
    assert Offer.objects.count() == 1


def test_forget_invitation_is_left_to_the_system(invitation, coordinator):
    with pytest.raises(PermissionDenied):
        forget_invitation(invitation=invitation, by=coordinator)


def test_closed_account_takes_its_invitations_and_tables_along(invitation, committed):
    helene = UserFactory(email="helene@example.org")
    accepted = MemberInvitationFactory(state=InvitationState.ACCEPTED, person=helene, email="")
    own = NetworkImportFactory(by=helene, problems=[[2, 0, "email", {}, "ada at home"]])

    with committed():
        close_account(person=helene, by=helene)

    left = MemberInvitation.objects.filter(pk__in=[invitation.pk, accepted.pk])
    own.refresh_from_db()
    assert (list(left), own.by, own.problems, own.file_name) == ([], None, [], "")
