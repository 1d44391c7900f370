"""Two people at once: one co-optation, one coordinator who stays, one publication."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from commons.accounts.models import AuditEntry, Notice
from core.errors import DomainError
from hosting.actions.coordinators import dismiss_coordinator
from hosting.actions.departures import leave_community
from hosting.actions.memberships import apply_to_community, sponsor_candidate
from hosting.actions.moderation import ask_for_change, publish_offer, start_reading
from hosting.errors.communities import LastCoordinatorError
from hosting.errors.moderation import NotInReadingError
from hosting.models import Membership, Stay
from tests.factories.accounts import UserFactory
from tests.factories.hosting import CommunityFactory, MembershipFactory, StayFactory

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
    start_reading(offer=stay, by=stay.host)

    outcomes = at_once(
        lambda: publish_offer(offer=stay, by=readers[0].person),
        lambda: ask_for_change(offer=stay, reason="Which stairs?", by=readers[1].person),
    )

    assert outcomes == {"done": 1, NotInReadingError: 1}
    published = Stay.objects.get().live
    template = "offer_published.txt" if published else "offer_sent_back.txt"
    letters = Notice.objects.filter(recipient=stay.host).values_list("template", flat=True)
    assert list(letters) == [f"hosting/email/{template}"]
