"""Suspending a member: a decision with its reasons, an appeal that somebody else reads."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from commons.moderation.actions.appeals import appeal
from commons.moderation.actions.proactive import decide_proactively
from commons.moderation.errors import AnotherPersonError
from commons.moderation.models import Case
from commons.moderation.states import Measure
from commons.notifications.emails import render_notice
from commons.notifications.models import Notice
from hosting.communities.actions.departures import leave_community, reinstate_member
from hosting.communities.errors import LastCoordinatorError
from hosting.communities.models.communities import Membership
from hosting.communities.states import MembershipState
from hosting.offers.models.offers import Offer
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, StayFactory
from tests.factories.moderation import HIDE, coordinator_of, decided, verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def membership():
    StayFactory(title="The mill")
    return Membership.objects.get()


def suspended(membership, *, by):
    said = verdict(Measure.PAUSED, ground="community", rule="Charter: an open door")
    return decide_proactively(subject=membership, verdict=said, by=by)


def state_of(membership):
    return Membership.objects.get(pk=membership.pk).state


def test_a_suspended_member_reads_reasons_and_how_to_appeal(membership):
    coordinator = coordinator_of(membership.community)

    made = suspended(membership, by=coordinator)

    assert state_of(membership) == MembershipState.SUSPENDED
    assert not Offer.objects.public().exists()
    change = membership.changes.get()
    assert (change.reason, change.by) == (made.words, coordinator)
    told = render_notice(Notice.objects.get(recipient=membership.person)).text
    by_person = "not an automated system, made these findings and this decision."
    parts = ("Charter: an open door", made.facts, made.words, by_person, "You can appeal until ")
    for words in parts:
        assert words in told
    assert "The decision applies in this community" in told


def test_an_appeal_is_read_by_somebody_else_and_brings_the_offers_back(membership):
    first, other = (coordinator_of(membership.community) for _ in range(2))
    made = suspended(membership, by=first)

    appeal(decision=made, words="The door was open.", by=membership.person)
    with pytest.raises(AnotherPersonError):
        decided(made.case, by=first, measure=Measure.NONE)
    decided(made.case, by=other, measure=Measure.NONE)

    assert state_of(membership) == MembershipState.ACTIVE
    assert Offer.objects.public().exists()


def test_whoever_left_meanwhile_is_not_brought_back(membership):
    made = suspended(membership, by=coordinator_of(membership.community))
    appeal(decision=made, words="The door was open.", by=membership.person)
    leave_community(membership=membership, by=membership.person)

    decided(made.case, measure=Measure.NONE)

    assert state_of(membership) == MembershipState.LEFT


def test_the_end_of_a_suspension_ends_what_was_decided(membership):
    coordinator = coordinator_of(membership.community)
    suspended(membership, by=coordinator)

    reinstate_member(membership=membership, by=coordinator)
    again = suspended(membership, by=coordinator)
    appeal(decision=again, words="Once more?", by=membership.person)
    decided(again.case, measure=Measure.NONE)

    assert state_of(membership) == MembershipState.ACTIVE
    assert not Case.objects.with_hidden_content().exists()


def test_nobody_suspends_themselves_nor_without_the_task(membership):
    coordinator_of(membership.community)
    membership.person.memberships.update(is_coordinator=True)
    member = MembershipFactory(community=membership.community).person

    for person in (membership.person, member, coordinator_of(StayFactory().community)):
        with pytest.raises(PermissionDenied):
            suspended(membership, by=person)
    assert state_of(membership) == MembershipState.ACTIVE


def test_the_last_coordinator_stays_and_no_case_is_left_behind():
    last = MembershipFactory(coordinator=True)

    with pytest.raises(LastCoordinatorError):
        suspended(last, by=UserFactory(is_superuser=True))

    assert state_of(last) == MembershipState.ACTIVE
    assert not Case.objects.exists()


@pytest.mark.parametrize("state", [MembershipState.CANDIDATE, MembershipState.LEFT])
def test_only_an_active_member_has_a_page_to_be_suspended_on(client, membership, state):
    client.force_login(coordinator_of(membership.community))
    url = reverse("moderation:decide", args=["member", membership.public_id])

    page = client.get(url).text
    Membership.objects.filter(pk=membership.pk).update(state=state)

    assert "membership is suspended" in page
    assert "Days to make the change" not in page
    assert client.post(url, HIDE | {"measure": "paused"}).status_code == 404


def test_a_suspended_member_finds_the_way_to_appeal(client, membership):
    made = suspended(membership, by=coordinator_of(membership.community))
    client.force_login(membership.person)

    page = client.get(membership.get_absolute_url()).text

    assert reverse("moderation:report-list") in page
    assert reverse("moderation:decision-appeal", args=[made.public_id]) in (
        client.get(made.get_absolute_url()).text
    )
