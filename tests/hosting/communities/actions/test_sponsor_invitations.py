"""Candidates ask members who know them to vouch for them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.audit.models import AuditEntry
from commons.blocking.actions import block_person
from commons.notifications.models import Notice
from core.permissions import SYSTEM
from hosting.communities.actions.departures import leave_community
from hosting.communities.actions.memberships import apply_to_community, sponsor_candidate
from hosting.communities.actions.sponsor_invitations import (
    decline_sponsor_invitation,
    delete_sponsor_invitation,
    invite_sponsor,
    invite_sponsor_by_email,
)
from hosting.communities.errors import (
    NoSponsorNeededError,
    NotInvitedError,
    SponsorNotInvitableError,
    TooManySponsorInvitationsError,
)
from hosting.communities.models.sponsor_invitations import SponsorInvitation
from hosting.communities.selectors.sponsor_invitations import (
    InvitedMember,
    invited_members,
    is_invited,
)
from hosting.communities.states import MembershipState
from hosting.coordination.panels import sponsor_panels
from hosting.erasure.actions.account_closure import close_account_data
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    MembershipFactory,
    SponsorInvitationFactory,
    StayFactory,
)
from tests.quotas import limit

pytestmark = pytest.mark.django_db

INVITED = "communities/email/sponsor_invited.txt"


def candidate(**fields):
    return MembershipFactory(candidate=True, **fields)


def coordinator_of(membership):
    return MembershipFactory(community=membership.community, coordinator=True).person


def notices():
    return list(Notice.objects.order_by("pk").values_list("recipient", "template"))


def test_invite_sponsor_notifies_the_member_once():
    membership = candidate()
    member = coordinator_of(membership)

    first = invite_sponsor(membership=membership, member=member, by=membership.person)
    second = invite_sponsor(membership=membership, member=member, by=membership.person)

    assert first == second
    assert notices() == [(member.pk, INVITED)]
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["candidate.sponsor_invited"]


@pytest.mark.parametrize("blocker", ["candidate", "member"])
def test_invite_sponsor_asks_nobody_across_a_block(blocker):
    membership = candidate()
    member, by = coordinator_of(membership), membership.person
    people = (member, by) if blocker == "member" else (by, member)
    block_person(person=people[1], by=people[0])

    with pytest.raises(SponsorNotInvitableError):
        invite_sponsor(membership=membership, member=member, by=by)
    noted = invite_sponsor_by_email(membership=membership, email=member.email, by=by)

    assert (noted.email, noted.member) == (member.email, None)  # as for an unknown address
    assert notices() == []


def test_invite_sponsor_reaches_members_whose_name_the_community_shows():
    membership = candidate()
    host = StayFactory(community=membership.community).host

    invitation = invite_sponsor(membership=membership, member=host, by=membership.person)

    assert invited_members(membership) == [InvitedMember(host.display_name, invitation.at, "")]


@pytest.mark.parametrize(
    "make",
    [
        lambda membership: UserFactory(),
        lambda membership: MembershipFactory(coordinator=True).person,
        lambda membership: MembershipFactory(community=membership.community).person,
        lambda membership: candidate(community=membership.community).person,
        lambda membership: (
            MembershipFactory(
                community=membership.community, coordinator=True, state=MembershipState.SUSPENDED
            ).person
        ),
        lambda membership: membership.person,
    ],
    ids=["stranger", "other community", "unnamed member", "candidate", "suspended", "oneself"],
)
def test_invite_sponsor_refuses_who_is_not_visible(make):
    membership = candidate()
    person = make(membership)

    with pytest.raises(SponsorNotInvitableError):
        invite_sponsor(membership=membership, member=person, by=membership.person)

    assert notices() == []


def test_invite_sponsor_refuses_who_has_vouched_already():
    membership = candidate()
    member = coordinator_of(membership)
    sponsor_candidate(membership=membership, words="", by=member)

    with pytest.raises(SponsorNotInvitableError):
        invite_sponsor(membership=membership, member=member, by=membership.person)


@pytest.mark.parametrize(
    "state", [state for state in MembershipState if state != MembershipState.CANDIDATE]
)
def test_invite_sponsor_is_for_candidates_who_still_need_a_word(state):
    membership = MembershipFactory(state=state)
    member = coordinator_of(membership)

    with pytest.raises(NoSponsorNeededError):
        invite_sponsor(membership=membership, member=member, by=membership.person)


def test_invite_sponsor_is_for_the_candidate_alone():
    membership = candidate()
    member = coordinator_of(membership)

    with pytest.raises(PermissionDenied):
        invite_sponsor(membership=membership, member=member, by=member)


def test_invite_sponsor_asks_a_limited_number_a_day_in_all_communities(settings):
    limit(settings, sponsor_invitations=2)
    membership = candidate()
    elsewhere = candidate(person=membership.person)
    members = [coordinator_of(one) for one in (membership, elsewhere, membership)]
    for place, member in zip((membership, elsewhere), members, strict=False):
        invite_sponsor(membership=place, member=member, by=membership.person)

    with pytest.raises(TooManySponsorInvitationsError) as refused:
        invite_sponsor(membership=membership, member=members[2], by=membership.person)

    assert str(refused.value).startswith("You can invite 2 members a day.")
    SponsorInvitation.objects.update(at=timezone.now() - timedelta(days=1))
    invite_sponsor(membership=membership, member=members[2], by=membership.person)


def test_invite_sponsor_by_email_notifies_a_hidden_member_once():
    membership = candidate()
    member = MembershipFactory(community=membership.community).person
    words = {"membership": membership, "email": member.email, "by": membership.person}

    first = invite_sponsor_by_email(**words)
    second = invite_sponsor_by_email(**words)

    assert first == second
    assert notices() == [(member.pk, INVITED)]
    assert is_invited(member, membership)
    assert invited_members(membership) == [InvitedMember(member.email, first.at, "")]
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["candidate.sponsor_invited"]


@pytest.mark.parametrize(
    "make",
    [
        lambda membership: UserFactory(),
        lambda membership: MembershipFactory().person,
        lambda membership: candidate(community=membership.community).person,
        lambda membership: (
            MembershipFactory(
                community=membership.community, state=MembershipState.SUSPENDED
            ).person
        ),
        lambda membership: (
            MembershipFactory(community=membership.community, person__email_verified_at=None).person
        ),
        lambda membership: membership.person,
    ],
    ids=["stranger", "other community", "candidate", "suspended", "not confirmed", "oneself"],
)
def test_invite_sponsor_by_email_keeps_no_member_apart(make):
    membership = candidate()
    address = make(membership).email

    made = invite_sponsor_by_email(membership=membership, email=address, by=membership.person)

    assert notices() == []
    assert made.member is None
    assert invited_members(membership) == [InvitedMember(address, made.at, "")]
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["candidate.sponsor_invited"]


def test_invite_sponsor_by_email_counts_each_address_per_day(settings):
    limit(settings, sponsor_invitations=2)
    membership = candidate()
    member = MembershipFactory(community=membership.community).person
    for address in ("nobody@example.org", member.email):
        invite_sponsor_by_email(membership=membership, email=address, by=membership.person)

    with pytest.raises(TooManySponsorInvitationsError):
        invite_sponsor_by_email(
            membership=membership, email="third@example.org", by=membership.person
        )


def test_invite_sponsor_by_email_is_for_the_candidate_alone():
    membership = candidate()
    member = coordinator_of(membership)

    with pytest.raises(PermissionDenied):
        invite_sponsor_by_email(membership=membership, email=member.email, by=member)


def test_invite_sponsor_by_email_is_for_candidates_who_still_need_a_word():
    membership = MembershipFactory()

    with pytest.raises(NoSponsorNeededError):
        invite_sponsor_by_email(
            membership=membership, email="ada@example.org", by=membership.person
        )


def test_invite_sponsor_by_email_hides_who_was_asked_by_name():
    membership = candidate()
    member = coordinator_of(membership)
    invite_sponsor(membership=membership, member=member, by=membership.person)

    invite_sponsor_by_email(membership=membership, email=member.email, by=membership.person)
    sponsor_candidate(membership=membership, words="", by=member)

    assert notices()[0] == (member.pk, INVITED)
    assert Notice.objects.filter(template=INVITED).count() == 1
    asked = [(one.name, one.answer) for one in invited_members(membership)]
    assert asked == [(member.display_name, "vouched"), (member.email, "")]


def test_invite_sponsor_after_an_address_asks_the_same_member_once():
    membership = candidate()
    member = coordinator_of(membership)
    invite_sponsor_by_email(membership=membership, email=member.email, by=membership.person)

    invite_sponsor(membership=membership, member=member, by=membership.person)
    (panel,) = sponsor_panels(member)

    assert Notice.objects.filter(template=INVITED).count() == 1
    assert panel.waiting == 1
    asked = [(one.name, one.answer) for one in invited_members(membership)]
    assert asked == [(member.email, ""), (member.display_name, "")]


def test_invite_sponsor_after_a_declined_address_notifies_once():
    membership = candidate()
    member = coordinator_of(membership)
    invite_sponsor_by_email(membership=membership, email=member.email, by=membership.person)
    decline_sponsor_invitation(membership=membership, by=member)

    invite_sponsor(membership=membership, member=member, by=membership.person)

    assert notices() == [(member.pk, INVITED)]
    asked = [(one.name, one.answer) for one in invited_members(membership)]
    assert asked == [(member.email, "declined"), (member.display_name, "")]


def test_invite_sponsor_by_email_again_asks_only_after_a_day(time_machine):
    membership = candidate()
    member = coordinator_of(membership)
    invite_sponsor(membership=membership, member=member, by=membership.person)
    leave_community(membership=membership, by=membership.person)
    again = apply_to_community(community=membership.community, words="Again.", by=membership.person)

    invite_sponsor_by_email(membership=again, email=member.email, by=membership.person)
    at_once = Notice.objects.filter(template=INVITED).count()
    time_machine.move_to(timezone.now() + timedelta(days=1, minutes=1))
    SponsorInvitation.objects.exclude(email="").delete()
    invite_sponsor_by_email(membership=again, email=member.email, by=membership.person)

    assert (at_once, Notice.objects.filter(template=INVITED).count()) == (1, 2)
    assert [one.name for one in invited_members(again)] == [member.email]


def test_a_second_candidacy_invites_again_only_after_a_day(time_machine):
    membership = candidate()
    member = coordinator_of(membership)
    invite_sponsor(membership=membership, member=member, by=membership.person)
    leave_community(membership=membership, by=membership.person)
    again = apply_to_community(community=membership.community, words="Again.", by=membership.person)

    with pytest.raises(TooManySponsorInvitationsError):
        invite_sponsor(membership=again, member=member, by=membership.person)
    at_once = Notice.objects.filter(template=INVITED).count()
    waiting = list(SponsorInvitation.objects.open_to(member))
    time_machine.move_to(timezone.now() + timedelta(days=1, minutes=1))
    invite_sponsor(membership=again, member=member, by=membership.person)

    assert waiting == []
    assert (at_once, Notice.objects.filter(template=INVITED).count()) == (1, 2)
    assert [one.name for one in invited_members(again)] == [member.display_name]


def test_an_invitation_of_an_earlier_candidacy_is_over():
    membership = candidate()
    member = coordinator_of(membership)
    invite_sponsor(membership=membership, member=member, by=membership.person)
    before = is_invited(member, membership)
    leave_community(membership=membership, by=membership.person)

    again = apply_to_community(community=membership.community, words="Again.", by=membership.person)

    assert (before, is_invited(member, again)) == (True, False)
    assert list(sponsor_panels(member)) == []


def test_a_word_answers_the_invitation():
    membership = candidate()
    member = coordinator_of(membership)
    invite_sponsor(membership=membership, member=member, by=membership.person)

    sponsor_candidate(membership=membership, words="We share a garden.", by=member)

    assert [one.answer for one in invited_members(membership)] == ["vouched"]
    assert list(sponsor_panels(member)) == []
    assert not Notice.objects.visible_to(member).unread().filter(template=INVITED).exists()


def test_decline_sponsor_invitation_takes_it_off_the_desk():
    membership = candidate()
    member = coordinator_of(membership)
    invite_sponsor(membership=membership, member=member, by=membership.person)
    (panel,) = sponsor_panels(member)

    decline_sponsor_invitation(membership=membership, by=member)

    assert panel.waiting == 1
    assert list(sponsor_panels(member)) == []
    assert [one.answer for one in invited_members(membership)] == ["declined"]
    assert not Notice.objects.visible_to(member).unread().exists()


def test_decline_sponsor_invitation_twice_is_refused():
    membership = candidate()
    member = coordinator_of(membership)
    invite_sponsor(membership=membership, member=member, by=membership.person)
    decline_sponsor_invitation(membership=membership, by=member)

    with pytest.raises(NotInvitedError):
        decline_sponsor_invitation(membership=membership, by=member)


def test_decline_sponsor_invitation_is_for_members_who_were_invited():
    membership = candidate()

    with pytest.raises(PermissionDenied):
        decline_sponsor_invitation(membership=membership, by=coordinator_of(membership))


def test_closing_an_account_deletes_invitations_on_both_sides():
    membership = candidate()
    SponsorInvitationFactory(membership=membership)
    SponsorInvitationFactory(member=membership.person)
    SponsorInvitationFactory(member=None, email=membership.person.email)
    other = SponsorInvitationFactory()

    close_account_data(membership.person)

    assert list(SponsorInvitation.objects.all()) == [other]


def test_to_forget_names_old_invitations_that_nobody_waits_for(settings):
    long_ago = timezone.now() - settings.HOSTING_SPONSOR_INVITATIONS_KEPT
    old = SponsorInvitationFactory(at=long_ago, membership__state=MembershipState.ACTIVE)
    SponsorInvitationFactory(at=long_ago)
    SponsorInvitationFactory(membership__state=MembershipState.ACTIVE)

    assert list(SponsorInvitation.objects.to_forget()) == [old]


def test_forget_sponsor_invitation_is_left_to_the_system():
    invitation = SponsorInvitationFactory()

    with pytest.raises(PermissionDenied):
        delete_sponsor_invitation(invitation=invitation, by=invitation.membership.person)

    delete_sponsor_invitation(invitation=invitation, by=SYSTEM)
    assert list(SponsorInvitation.objects.all()) == []
