"""Presses at the same time: one import, one acceptance, and no undo beneath somebody's draft."""

from functools import partial

import pytest

from hosting.network_imports.actions.imports import undo_import
from hosting.network_imports.actions.invitations import accept_invitation, refuse_invitation
from hosting.network_imports.models import ImportedOffer, MemberInvitation, NetworkImport
from hosting.network_imports.states import ImportState
from hosting.network_imports.tasks import import_table
from hosting.offers.models.offers import Offer
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory
from tests.factories.network_imports import (
    HEADER,
    ImportedOfferFactory,
    NetworkImportFactory,
    table,
    upload,
)
from tests.rivals import at_once, outcomes_at_once, overtaken

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

RIVALS = 3


def a_waiting_import(community):
    made = NetworkImportFactory.build(
        community=community, by=None, state=ImportState.WAITING, header=list(HEADER)
    )
    row = ("helene@example.org", "Hélène", "Mill", "", "4")
    made.file.save("", upload(table(row)), save=False)
    made.save()
    return made


def test_two_imports_of_one_file_at_once_make_each_offer_once():
    community = MembershipFactory(coordinator=True).community
    imports = [a_waiting_import(community) for _ in range(2)]

    at_once(*(partial(import_table, import_id=one.pk) for one in imports))

    assert (MemberInvitation.objects.count(), ImportedOffer.objects.count()) == (1, 1)
    assert set(NetworkImport.objects.values_list("state", flat=True)) == {ImportState.DONE}


def test_accept_pressed_at_once_makes_one_draft():
    invitation, helene = ImportedOfferFactory().invitation, UserFactory()

    outcomes = outcomes_at_once(
        *[partial(accept_invitation, invitation=invitation, words="Hello", by=helene)] * RIVALS
    )

    assert sorted(outcomes) == ["InvitationAnsweredError"] * (RIVALS - 1) + ["done"]
    assert Offer.objects.count() == 1


def test_undo_while_somebody_accepts_leaves_no_draft_without_its_member():
    coordinator = MembershipFactory(coordinator=True)
    done = NetworkImportFactory(community=coordinator.community)
    invitation = ImportedOfferFactory(invitation__network_import=done).invitation
    accept = partial(accept_invitation, invitation=invitation, words="Hello", by=UserFactory())

    outcomes = outcomes_at_once(
        accept, partial(undo_import, network_import=done, by=coordinator.person)
    )

    done.refresh_from_db()
    is_undone = done.state == ImportState.UNDONE
    assert outcomes == (
        ["InvitationAnsweredError", "done"] if is_undone else ["done", "ImportTouchedError"]
    )
    assert Offer.objects.count() == (0 if is_undone else 1)


def test_refusal_in_the_middle_of_an_acceptance_waits_for_it():
    invitation = ImportedOfferFactory().invitation

    overtaken(
        partial(accept_invitation, invitation=invitation, words="Hello", by=UserFactory()),
        at="hosting.network_imports.actions.invitations.apply_to_community",
        by=partial(refuse_invitation, invitation=invitation),
    )

    invitation.refresh_from_db()
    assert (invitation.state, Offer.objects.count()) == ("accepted", 1)
