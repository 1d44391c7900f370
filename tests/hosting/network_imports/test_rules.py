"""Who may bring a network, and who may come along."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory
from tests.factories.network_imports import MemberInvitationFactory, NetworkImportFactory

pytestmark = pytest.mark.django_db


def test_import_network_is_for_coordinators_of_that_community():
    here = MembershipFactory(coordinator=True)
    others = [
        MembershipFactory(community=here.community).person,
        MembershipFactory(coordinator=True).person,
        UserFactory(),
    ]
    network_import = NetworkImportFactory(community=here.community)

    def may(person):
        return (
            person.has_perm("network_imports.import_network", here.community),
            person.has_perm("network_imports.change_import", network_import),
        )

    assert may(here.person) == (True, True)
    assert {may(person) for person in others} == {(False, False)}


def test_accept_invitation_is_for_confirmed_accounts():
    invitation = MemberInvitationFactory()
    accounts = [UserFactory(), UserFactory(email_verified_at=None), UserFactory(is_active=False)]

    found = [
        person.has_perm("network_imports.accept_invitation", invitation) for person in accounts
    ]

    assert found == [True, False, False]
