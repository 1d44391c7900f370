"""The road into a community."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.audit.models import AuditEntry
from commons.notifications.models import Notice
from hosting.communities.actions.memberships import (
    apply_to_community,
    change_phone_answers,
    record_meeting,
    refuse_candidate,
    sign_charter,
    sponsor_candidate,
    withdraw_sponsorship,
)
from hosting.communities.errors import (
    AlreadyMemberError,
    CharterChangedError,
    CommunityClosedError,
    MeetingInFutureError,
    NotCandidateError,
    NotHostingError,
)
from hosting.communities.models.communities import Membership, MembershipChange
from hosting.communities.states import CommunityState, MembershipState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import CommunityFactory, MembershipFactory

pytestmark = pytest.mark.django_db

CANDIDATE, COOPTED = MembershipState.CANDIDATE, MembershipState.COOPTED
ACTIVE, LEFT = MembershipState.ACTIVE, MembershipState.LEFT


def candidate(**fields):
    return MembershipFactory(candidate=True, **fields)


def member_of(membership, **fields):
    return MembershipFactory(community=membership.community, **fields).person


def steps(membership):
    """What the log tells, as (old, new, who)."""
    return list(membership.changes.values_list("old_state", "new_state", "by"))


def told():
    return list(Notice.objects.order_by("pk").values_list("recipient", "template"))


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_apply_to_community_makes_a_candidate_and_tells_the_coordinators():
    community = CommunityFactory()
    coordinator = MembershipFactory(community=community, coordinator=True).person
    MembershipFactory(community=community)
    person = UserFactory()

    membership = apply_to_community(community=community, words="I keep bees.", by=person)

    assert (membership.state, membership.words) == (CANDIDATE, "I keep bees.")
    assert steps(membership) == [("", CANDIDATE, person.pk)]
    assert told() == [(coordinator.pk, "communities/email/candidate_applied.txt")]
    assert verbs() == ["membership.applied_for"]


def test_apply_to_community_twice_asks_once():
    community = CommunityFactory()
    person = UserFactory()
    first = apply_to_community(community=community, words="I keep bees.", by=person)

    second = apply_to_community(community=community, words="I keep bees!", by=person)

    assert second == first
    assert list(Membership.objects.values_list("words")) == [("I keep bees.",)]
    assert verbs() == ["membership.applied_for"]


@pytest.mark.parametrize("state", [ACTIVE, MembershipState.SUSPENDED])
def test_apply_to_community_refuses_who_belongs_to_it(state):
    membership = MembershipFactory(state=state)

    with pytest.raises(AlreadyMemberError):
        apply_to_community(community=membership.community, words="Me again", by=membership.person)

    assert steps(membership) == []


@pytest.mark.parametrize("state", [CommunityState.DRAFT, CommunityState.PAUSED])
def test_apply_to_community_refuses_where_nobody_is_taken_in(state):
    community = CommunityFactory(state=state)

    with pytest.raises(CommunityClosedError):
        apply_to_community(community=community, words="Hello", by=UserFactory())

    assert list(Membership.objects.all()) == []


def test_apply_to_community_needs_a_verified_address():
    community = CommunityFactory()

    with pytest.raises(PermissionDenied):
        apply_to_community(community=community, words="Hello", by=UserFactory(unverified=True))

    assert list(Membership.objects.all()) == []


def test_apply_to_community_begins_again_for_who_left():
    membership = MembershipFactory(state=LEFT)
    earlier = member_of(membership)
    membership.sponsorships.create(sponsor=earlier)

    again = apply_to_community(
        community=membership.community, words="I am back.", by=membership.person
    )

    assert again == membership
    assert (again.state, again.words, again.has_signed_charter) == (CANDIDATE, "I am back.", False)
    assert list(again.sponsorships.all()) == []
    assert steps(again) == [(LEFT, CANDIDATE, membership.person.pk)]
    sponsor_candidate(membership=again, words="", by=earlier)
    assert again.sponsorships.get().sponsor == earlier


def test_sponsor_candidate_co_opts_at_the_second_word():
    membership = candidate()
    first, second = member_of(membership), member_of(membership)

    after_one = sponsor_candidate(membership=membership, words="My neighbour.", by=first)
    after_two = sponsor_candidate(membership=membership, words="Good bread.", by=second)

    assert (after_one.state, after_two.state) == (CANDIDATE, COOPTED)
    assert steps(membership) == [(CANDIDATE, COOPTED, second.pk)]
    assert told() == [(membership.person.pk, "communities/email/candidate_sponsored.txt")] * 2
    assert verbs() == ["candidate.sponsored", "candidate.sponsored", "candidate.coopted"]


def test_sponsor_candidate_counts_a_double_click_once():
    membership = candidate()
    sponsor = member_of(membership)
    sponsor_candidate(membership=membership, words="My neighbour.", by=sponsor)

    again = sponsor_candidate(membership=membership, words="My neighbour.", by=sponsor)

    assert again.state == CANDIDATE
    assert again.sponsorships.count() == 1
    assert verbs() == ["candidate.sponsored"]


def test_sponsor_candidate_counts_only_words_of_members():
    membership = candidate()
    gone = MembershipFactory(community=membership.community)
    sponsor_candidate(membership=membership, words="", by=gone.person)
    Membership.objects.filter(pk=gone.pk).update(state=LEFT)

    after = sponsor_candidate(membership=membership, words="", by=member_of(membership))

    assert after.state == CANDIDATE
    assert sponsor_candidate(membership=after, words="", by=member_of(after)).state == COOPTED


def test_sponsor_candidate_welcomes_who_signed_before():
    membership = candidate()
    sign_charter(membership=membership, version=1, by=membership.person)
    sponsor_candidate(membership=membership, words="", by=member_of(membership))

    welcomed = sponsor_candidate(membership=membership, words="", by=member_of(membership))

    assert welcomed.state == ACTIVE
    assert welcomed.activated_at is not None
    assert [step[:2] for step in steps(membership)] == [(CANDIDATE, COOPTED), (COOPTED, ACTIVE)]
    notices = Notice.objects.filter(recipient=membership.person).order_by("pk")
    assert [notice.template for notice in notices] == [
        "communities/email/candidate_sponsored.txt",
        "communities/email/member_welcomed.txt",
    ]


@pytest.mark.parametrize("state", [COOPTED, ACTIVE, MembershipState.SUSPENDED, LEFT])
def test_sponsor_candidate_refuses_who_is_no_candidate(state):
    membership = MembershipFactory(state=state)

    with pytest.raises(NotCandidateError):
        sponsor_candidate(membership=membership, words="", by=member_of(membership))

    assert list(membership.sponsorships.all()) == []


@pytest.mark.parametrize("state", [CANDIDATE, COOPTED, MembershipState.SUSPENDED, LEFT])
def test_sponsor_candidate_is_for_active_members(state):
    membership = candidate()
    sponsor = member_of(membership, state=state)

    with pytest.raises(PermissionDenied):
        sponsor_candidate(membership=membership, words="", by=sponsor)

    assert list(membership.sponsorships.all()) == []


def test_sponsor_candidate_is_not_for_members_of_another_community():
    membership = candidate()

    with pytest.raises(PermissionDenied):
        sponsor_candidate(membership=membership, words="", by=MembershipFactory().person)


def test_take_word_back_leaves_the_others():
    membership = candidate()
    first = member_of(membership)
    sponsor_candidate(membership=membership, words="", by=first)

    withdraw_sponsorship(membership=membership, by=first)

    assert list(membership.sponsorships.all()) == []
    assert verbs() == ["candidate.sponsored", "candidate.word_taken_back"]


def test_take_word_back_comes_too_late_after_co_optation():
    membership = candidate()
    first, second = member_of(membership), member_of(membership)
    sponsor_candidate(membership=membership, words="", by=first)
    sponsor_candidate(membership=membership, words="", by=second)

    with pytest.raises(NotCandidateError):
        withdraw_sponsorship(membership=membership, by=first)

    assert membership.sponsorships.count() == 2


def test_sign_charter_makes_a_co_opted_person_a_member():
    membership = candidate(state=COOPTED)

    signed = sign_charter(membership=membership, version=1, by=membership.person)

    assert (signed.state, signed.charter_signed_version) == (ACTIVE, 1)
    assert steps(membership) == [(COOPTED, ACTIVE, membership.person.pk)]
    assert told() == [(membership.person.pk, "communities/email/member_welcomed.txt")]


def test_sign_charter_refuses_a_version_that_no_longer_holds():
    membership = candidate(state=COOPTED, community__charter_version=3)

    with pytest.raises(CharterChangedError) as refusal:
        sign_charter(membership=membership, version=2, by=membership.person)

    assert str(refusal.value).endswith("Read version 3 before you sign.")
    assert Membership.objects.get().charter_signed_at is None


def test_sign_charter_again_changes_nothing():
    membership = candidate()
    first = sign_charter(membership=membership, version=1, by=membership.person)

    second = sign_charter(membership=membership, version=1, by=membership.person)

    assert second.charter_signed_at == first.charter_signed_at
    assert verbs() == ["charter.signed"]


def test_sign_charter_takes_a_later_version_from_a_member():
    membership = MembershipFactory(community__charter_version=2)

    signed = sign_charter(membership=membership, version=2, by=membership.person)

    assert (signed.state, signed.charter_signed_version) == (ACTIVE, 2)
    assert steps(membership) == []


def test_sign_charter_is_for_the_person_alone():
    membership = candidate(state=COOPTED)

    with pytest.raises(PermissionDenied):
        sign_charter(membership=membership, version=1, by=member_of(membership, coordinator=True))


def test_sign_charter_refuses_who_left():
    membership = candidate(state=LEFT)

    with pytest.raises(NotCandidateError):
        sign_charter(membership=membership, version=1, by=membership.person)


def test_record_meeting_keeps_the_day():
    membership = MembershipFactory()

    met = record_meeting(
        membership=membership, on=date(2026, 5, 15), by=member_of(membership, coordinator=True)
    )

    assert met.met_at == date(2026, 5, 15)
    assert verbs() == ["member.met"]


def test_record_meeting_refuses_a_day_to_come():
    membership = MembershipFactory()

    with pytest.raises(MeetingInFutureError):
        record_meeting(
            membership=membership,
            on=timezone.localdate() + timedelta(days=1),
            by=member_of(membership, coordinator=True),
        )

    assert Membership.objects.get(pk=membership.pk).met_at is None


def test_record_meeting_is_for_sponsors_and_coordinators():
    membership = MembershipFactory()
    sponsor, member = member_of(membership), member_of(membership)
    membership.sponsorships.create(sponsor=sponsor)

    record_meeting(membership=membership, on=date(2026, 5, 15), by=sponsor)

    for other in (member, membership.person):
        with pytest.raises(PermissionDenied):
            record_meeting(membership=membership, on=date(2026, 5, 16), by=other)
    assert Membership.objects.get(pk=membership.pk).met_at == date(2026, 5, 15)


@pytest.mark.parametrize("is_own", [True, False], ids=["the member", "a coordinator"])
def test_change_phone_answers_is_said_once(is_own):
    membership = MembershipFactory()
    by = membership.person if is_own else member_of(membership, coordinator=True)

    for _press in range(2):
        change_phone_answers(membership=membership, by_phone=True, by=by)

    assert Membership.objects.get(pk=membership.pk).answers_by_phone
    assert verbs() == ["member.phone_answers_changed"]


def test_change_phone_answers_is_for_members_who_receive_requests():
    waiting, membership = candidate(), MembershipFactory()

    with pytest.raises(NotHostingError):
        change_phone_answers(membership=waiting, by_phone=True, by=waiting.person)
    with pytest.raises(PermissionDenied):
        change_phone_answers(membership=membership, by_phone=True, by=member_of(membership))

    assert not Membership.objects.filter(answers_by_phone=True).exists()


@pytest.mark.parametrize("state", [CANDIDATE, COOPTED])
def test_refuse_candidate_tells_why(state):
    membership = candidate(state=state)
    coordinator = member_of(membership, coordinator=True)

    refused = refuse_candidate(membership=membership, reason="Nobody knows you.", by=coordinator)

    assert refused.state == LEFT
    assert MembershipChange.objects.get().reason == "Nobody knows you."
    assert Notice.objects.get().mail_words == {"reason": "Nobody knows you."}


def test_refuse_candidate_is_not_for_somebody_inside():
    membership = MembershipFactory()

    with pytest.raises(NotCandidateError):
        refuse_candidate(
            membership=membership, reason="No.", by=member_of(membership, coordinator=True)
        )


def test_refuse_candidate_is_for_coordinators():
    membership = candidate()

    with pytest.raises(PermissionDenied):
        refuse_candidate(membership=membership, reason="No.", by=member_of(membership))
