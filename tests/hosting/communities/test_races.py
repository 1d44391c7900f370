"""Two people at once: one co-optation, one coordinator who stays, one publication."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.audit.models import AuditEntry
from commons.notifications.models import Notice
from core.errors import DomainError
from hosting.communities.actions.announcements import send_announcement
from hosting.communities.actions.coordinators import dismiss_coordinator
from hosting.communities.actions.departures import leave_community
from hosting.communities.actions.founding import (
    decline_founding_request,
    open_founding_request,
    withdraw_founding_request,
)
from hosting.communities.actions.memberships import (
    apply_to_community,
    sign_charter,
    sponsor_candidate,
)
from hosting.communities.actions.sponsor_invitations import invite_sponsor, invite_sponsor_by_email
from hosting.communities.errors import (
    FoundingRequestAnsweredError,
    LastCoordinatorError,
    TooManyAnnouncementsError,
    TooManySponsorInvitationsError,
)
from hosting.communities.models.communities import Community, Membership
from hosting.communities.models.sponsor_invitations import SponsorInvitation
from hosting.communities.states import FoundingState
from hosting.offers.actions.review import publish_offer, request_changes, submit_for_review
from hosting.offers.errors import NotUnderReviewError
from hosting.offers.models.stays import Stay
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    CommunityFactory,
    FoundingRequestFactory,
    MembershipFactory,
    StayFactory,
)
from tests.quotas import limit

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Run each deed in a thread of its own; count what came of them."""
    start = Barrier(len(deeds))

    def run(deed):
        try:
            start.wait(timeout=10)
            deed()
        except DomainError as refusal:
            return type(refusal)
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return Counter(pool.map(run, deeds))


def test_the_last_two_sponsors_at_once_co_opt_once():
    membership = MembershipFactory(candidate=True)
    members = MembershipFactory.create_batch(2, community=membership.community)

    outcomes = at_once(
        *[
            lambda by=member.person: sponsor_candidate(membership=membership, words="", by=by)
            for member in members
        ]
    )

    assert outcomes == {"done": 2}
    assert membership.changes.count() == 1
    assert AuditEntry.objects.filter(verb="candidate.coopted").count() == 1


def test_two_invitations_at_once_keep_the_limit_of_a_day(settings):
    limit(settings, sponsor_invitations=1)
    membership = MembershipFactory(candidate=True)
    elsewhere = MembershipFactory(candidate=True, person=membership.person)
    coordinators = [
        MembershipFactory(community=one.community, coordinator=True).person
        for one in (membership, elsewhere)
    ]

    outcomes = at_once(
        *[
            lambda one=one, member=member: invite_sponsor(
                membership=one, member=member, by=membership.person
            )
            for one, member in zip((membership, elsewhere), coordinators, strict=True)
        ]
    )

    assert outcomes == {"done": 1, TooManySponsorInvitationsError: 1}
    assert SponsorInvitation.objects.count() == 1


def test_two_invitations_by_email_at_once_keep_the_limit_of_a_day(settings):
    limit(settings, sponsor_invitations=1)
    membership = MembershipFactory(candidate=True)

    outcomes = at_once(
        *[
            lambda email=email: invite_sponsor_by_email(
                membership=membership, email=email, by=membership.person
            )
            for email in ("ada@example.org", "zoe@example.org")
        ]
    )

    assert outcomes == {"done": 1, TooManySponsorInvitationsError: 1}
    assert SponsorInvitation.objects.count() == 1


def test_one_member_invited_by_name_and_by_email_at_once_is_notified_once():
    membership = MembershipFactory(candidate=True)
    member = MembershipFactory(community=membership.community, coordinator=True).person
    words = {"membership": membership, "by": membership.person}

    outcomes = at_once(
        lambda: invite_sponsor(**words, member=member),
        lambda: invite_sponsor_by_email(**words, email=member.email),
    )

    assert outcomes == {"done": 2}
    assert SponsorInvitation.objects.filter(member=member).count() == 1
    assert Notice.objects.filter(recipient=member).count() == 1


def test_two_founders_who_sign_at_once_notify_the_co_operative_once():
    editor = UserFactory(is_superuser=True)
    asked = FoundingRequestFactory()
    asked.founders.create(person=UserFactory(), confirmed_at=timezone.now())
    community = open_founding_request(request=asked, by=editor).community
    founders = list(community.memberships.select_related("person"))

    outcomes = at_once(
        *[
            lambda own=own: sign_charter(membership=own, version=1, by=own.person)
            for own in founders
        ]
    )

    told = Notice.objects.filter(template="communities/email/founding_signed.txt")
    assert outcomes == {"done": 2}
    assert [notice.recipient for notice in told] == [editor]


def test_two_of_the_co_operative_who_open_one_request_found_one_community():
    asked = FoundingRequestFactory()
    asked.founders.create(person=UserFactory(), confirmed_at=timezone.now())
    people = [UserFactory(is_superuser=True) for _ in range(2)]

    outcomes = at_once(
        *[lambda by=by: open_founding_request(request=asked, by=by) for by in people]
    )

    assert outcomes == {"done": 1, FoundingRequestAnsweredError: 1}
    assert Community.objects.filter(name=asked.name).count() == 1
    assert Membership.objects.count() == 2


def test_an_opening_and_a_withdrawal_at_once_leave_one_answer():
    asked = FoundingRequestFactory()
    asked.founders.create(person=UserFactory(), confirmed_at=timezone.now())
    editor = UserFactory(is_superuser=True)

    outcomes = at_once(
        lambda: open_founding_request(request=asked, by=editor),
        lambda: withdraw_founding_request(request=asked, by=asked.asked_by),
    )

    assert outcomes == {"done": 1, FoundingRequestAnsweredError: 1}
    asked.refresh_from_db()
    assert Community.objects.count() == (asked.state == FoundingState.OPENED)


@pytest.mark.parametrize("_round", range(10))
def test_decline_founding_and_close_account_never_deadlock(_round):
    asked = FoundingRequestFactory()
    person, editor = asked.asked_by, UserFactory(is_superuser=True)

    outcomes = at_once(
        lambda: close_account(person=person, by=person),
        lambda: decline_founding_request(request=asked, reason="No.", by=editor),
    )

    refusals = outcomes[FoundingRequestAnsweredError]
    assert outcomes["done"] + refusals == 2
    assert outcomes["done"] >= 1


def test_a_double_click_of_one_sponsor_counts_once():
    membership = MembershipFactory(candidate=True)
    sponsor = MembershipFactory(community=membership.community).person

    outcomes = at_once(
        *[lambda: sponsor_candidate(membership=membership, words="", by=sponsor)] * 2
    )

    assert outcomes == {"done": 2}
    assert membership.sponsorships.count() == 1
    assert list(membership.changes.all()) == []


def test_a_double_click_of_a_newcomer_applies_once():
    community = CommunityFactory()
    person = UserFactory()

    outcomes = at_once(
        *[lambda: apply_to_community(community=community, words="Hello", by=person)] * 2
    )

    assert outcomes == {"done": 2}
    assert Membership.objects.count() == 1


def test_two_coordinators_who_go_at_once_leave_one_behind():
    first = MembershipFactory(coordinator=True)
    second = MembershipFactory(coordinator=True, community=first.community)

    outcomes = at_once(
        lambda: leave_community(membership=first, by=first.person),
        lambda: dismiss_coordinator(membership=second, by=second.person),
    )

    assert outcomes == {"done": 1, LastCoordinatorError: 1}
    assert Membership.objects.active().filter(is_coordinator=True).count() == 1


def test_two_readers_at_once_give_one_answer():
    stay = StayFactory(draft=True)
    readers = MembershipFactory.create_batch(2, community=stay.community, coordinator=True)
    submit_for_review(offer=stay, by=stay.host)

    outcomes = at_once(
        lambda: publish_offer(offer=stay, by=readers[0].person),
        lambda: request_changes(offer=stay, reason="Which stairs?", by=readers[1].person),
    )

    assert outcomes == {"done": 1, NotUnderReviewError: 1}
    published = Stay.objects.get().live
    template = "offer_published.txt" if published else "offer_sent_back.txt"
    letters = Notice.objects.filter(recipient=stay.host).values_list("template", flat=True)
    assert list(letters) == [f"offers/email/{template}"]


def test_two_messages_to_all_members_at_once_keep_the_limit(settings):
    limit(settings, announcements=1)
    coordinator = MembershipFactory(coordinator=True)

    outcomes = at_once(
        *[
            lambda title=title: send_announcement(
                community=coordinator.community, title=title, words="…", by=coordinator.person
            )
            for title in ("Saturday", "Sunday")
        ]
    )

    assert outcomes == {"done": 1, TooManyAnnouncementsError: 1}
    assert coordinator.community.announcements.count() == 1
