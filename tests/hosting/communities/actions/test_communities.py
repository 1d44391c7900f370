"""Founding a community, telling it, its charter, and whether it is open."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied

from commons.audit.models import AuditEntry
from commons.notifications.models import Notice
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from hosting.communities.actions.communities import (
    change_community_state,
    describe_community,
    found_community,
    rewrite_charter,
)
from hosting.communities.actions.memberships import sign_charter
from hosting.communities.errors import CharterChangedError, TooFewMembersError
from hosting.communities.models.communities import Community, Membership
from hosting.communities.states import COMMUNITY_TRANSITIONS, CommunityState, MembershipState
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    CauseFactory,
    CommunityFactory,
    MembershipFactory,
    StayFactory,
)

pytestmark = pytest.mark.django_db

DRAFT, ACCOMPANIED = CommunityState.DRAFT, CommunityState.ACCOMPANIED
OPEN, PAUSED = CommunityState.ACTIVE, CommunityState.PAUSED


def unsaved(**fields):
    """As a form of the admin hands it over."""
    return CommunityFactory.build(locality=LocalityFactory(), **fields)


def editor():
    person = UserFactory()
    person.user_permissions.add(Permission.objects.get(codename="change_community"))
    return person


def coordinator_of(community):
    return MembershipFactory(community=community, coordinator=True).person


def with_members(count, **fields):
    community = CommunityFactory(**fields)
    MembershipFactory.create_batch(count, community=community, coordinator=True)
    return community


def test_found_community_names_founders_who_then_sign_and_coordinate():
    founders = UserFactory.create_batch(2)
    cause = CauseFactory()

    community = found_community(community=unsaved(), founders=founders, causes=[cause], by=editor())

    assert community.state == DRAFT
    assert list(community.causes.all()) == [cause]
    rows = community.memberships.order_by("pk")
    assert [row.person for row in rows] == founders
    assert {row.state for row in rows} == {MembershipState.COOPTED}
    assert list(Membership.objects.coordinating(founders[0])) == []
    sign_charter(membership=rows[0], version=1, by=founders[0])
    assert [row.person for row in Membership.objects.coordinating(founders[0])] == [founders[0]]
    assert founders[0].has_perm("wagtailadmin.access_admin")


def test_found_community_is_for_the_co_operative():
    with pytest.raises(PermissionDenied):
        found_community(community=unsaved(), founders=[], by=UserFactory())

    assert list(Community.objects.all()) == []


def test_describe_community_tells_it_in_other_words():
    community = CommunityFactory()
    cause = CauseFactory()
    changes = {"story": "One table, nine chairs.", "causes": [cause]}

    describe_community(community=community, changes=changes, by=coordinator_of(community))

    told = Community.objects.get()
    assert (told.name, told.story) == (community.name, "One table, nine chairs.")
    assert list(told.causes.all()) == [cause]


def test_describe_community_leaves_the_charter_and_the_state_alone():
    community = CommunityFactory()
    changes = {"charter": "Mine.", "charter_version": 9, "state": PAUSED, "summary_en": "New."}

    describe_community(community=community, changes=changes, by=coordinator_of(community))

    told = Community.objects.get()
    assert (told.charter_version, told.state, told.summary_en) == (1, OPEN, "New.")
    assert told.charter == community.charter


def test_describe_community_is_not_for_mere_members():
    community = CommunityFactory()
    member = MembershipFactory(community=community).person

    with pytest.raises(PermissionDenied):
        describe_community(community=community, changes={"story": "Mine."}, by=member)

    assert Community.objects.get().story == community.story


def test_rewrite_charter_asks_members_to_sign_and_shuts_nobody_out():
    community = CommunityFactory()
    coordinator = coordinator_of(community)
    member = MembershipFactory(community=community)
    MembershipFactory(community=community, candidate=True)
    MembershipFactory(community=community, state=MembershipState.LEFT)

    rewrite_charter(community=community, charter="And animals too.", version=1, by=coordinator)

    community.refresh_from_db()
    assert (community.charter, community.charter_version) == ("And animals too.", 2)
    assert {notice.recipient for notice in Notice.objects.all()} == {coordinator, member.person}
    member.refresh_from_db()
    assert member.is_active


def test_rewrite_charter_without_a_change_keeps_its_version():
    community = CommunityFactory(charter="Ours.")

    rewrite_charter(community=community, charter="Ours.", version=1, by=SYSTEM)

    assert Community.objects.get().charter_version == 1
    assert list(AuditEntry.objects.all()) == []


def test_rewrite_charter_refuses_to_overwrite_a_version_unseen():
    community = CommunityFactory(charter_version=3)

    with pytest.raises(CharterChangedError):
        rewrite_charter(community=community, charter="Mine.", version=2, by=SYSTEM)

    assert Community.objects.get().charter == "We welcome people as they are."


def test_rewrite_charter_is_not_for_mere_members():
    community = CommunityFactory()

    with pytest.raises(PermissionDenied):
        rewrite_charter(
            community=community,
            charter="Mine.",
            version=1,
            by=MembershipFactory(community=community).person,
        )


@pytest.mark.parametrize("old", CommunityState)
@pytest.mark.parametrize("new", CommunityState)
def test_move_community_follows_the_table(old, new):
    community = with_members(2, state=old)

    if new in COMMUNITY_TRANSITIONS[old]:
        assert change_community_state(community=community, state=new, by=SYSTEM).state == new
    else:
        with pytest.raises(IllegalTransitionError):
            change_community_state(community=community, state=new, by=SYSTEM)
        assert Community.objects.get().state == old


@pytest.mark.parametrize(("state", "members"), [(OPEN, 1), (ACCOMPANIED, 0)])
def test_move_community_waits_for_enough_members(state, members):
    community = with_members(members, state=DRAFT)

    with pytest.raises(TooFewMembersError):
        change_community_state(community=community, state=state, by=SYSTEM)

    assert Community.objects.get().state == DRAFT


def test_move_community_waits_for_a_coordinator():
    community = CommunityFactory(state=DRAFT)
    MembershipFactory.create_batch(2, community=community)

    with pytest.raises(TooFewMembersError):
        change_community_state(community=community, state=OPEN, by=SYSTEM)


def test_move_community_takes_its_offers_along(heard):
    community = with_members(2)
    stay = StayFactory(community=community)
    StayFactory(community=community, draft=True)
    StayFactory()

    change_community_state(community=community, state=PAUSED, by=SYSTEM)
    change_community_state(community=community, state=OPEN, by=SYSTEM)

    assert heard == [("withdrawn", stay.pk), ("changed", stay.pk)]


def test_move_community_is_for_the_co_operative():
    community = with_members(2)

    with pytest.raises(PermissionDenied):
        change_community_state(community=community, state=PAUSED, by=coordinator_of(community))

    assert change_community_state(community=community, state=PAUSED, by=editor()).state == PAUSED
