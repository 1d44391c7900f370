"""A silent host is asked gently, and parked with notice only when that wasn't heard either."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.audit.models import AuditEntry
from hosting.communities.models.communities import Membership
from hosting.offers.actions.offers import reopen_offer
from hosting.offers.models.offers import Offer
from hosting.offers.states import OfferState
from hosting.requests.actions.unresponsive_hosts import (
    pause_unresponsive_host,
    remind_unresponsive_host,
)
from hosting.requests.errors import (
    HostNotUnresponsiveError,
    NotRemindedError,
    RemindedRecentlyError,
)
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import AgreementFactory, MembershipFactory, RequestFactory, StayFactory

pytestmark = pytest.mark.django_db

SILENT = {"state": RequestState.EXPIRED}


def silent_host(**fields):
    request = RequestFactory(**SILENT)
    membership = Membership.objects.get(person=request.host)
    Membership.objects.filter(pk=membership.pk).update(**fields)
    membership.refresh_from_db()
    return membership


def coordinator_of(membership):
    return MembershipFactory(community=membership.community, coordinator=True).person


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def verbs_about(subject):
    return [entry.verb for entry in AuditEntry.objects.about(subject)]


def test_nudge_asks_the_host_and_is_written_down():
    membership = silent_host()

    remind_unresponsive_host(membership=membership, by=coordinator_of(membership))

    membership.refresh_from_db()
    assert membership.nudged_at is not None
    assert [notice.template for notice in membership.person.notices.all()] == [
        "requests/email/host_nudged.txt"
    ]
    assert verbs_about(membership) == ["host.nudged"]


def test_nudge_comes_once_a_week():
    membership = silent_host(nudged_at=days_ago(6))

    with pytest.raises(RemindedRecentlyError):
        remind_unresponsive_host(membership=membership, by=coordinator_of(membership))

    assert list(membership.person.notices.all()) == []


def test_nudge_and_park_refuse_a_host_who_has_answered():
    membership = silent_host(nudged_at=days_ago(30))
    unit = RequestFactory._meta.model.objects.get().unit
    RequestFactory(unit=unit, state=RequestState.DECLINED)
    by = coordinator_of(membership)

    with pytest.raises(HostNotUnresponsiveError):
        remind_unresponsive_host(membership=membership, by=by)
    with pytest.raises(HostNotUnresponsiveError):
        pause_unresponsive_host(membership=membership, reason="…", by=by)


@pytest.mark.parametrize("nudged", [None, 3])
def test_park_waits_for_a_nudge_to_be_heard(nudged):
    membership = silent_host(nudged_at=nudged and days_ago(nudged))

    with pytest.raises(NotRemindedError):
        pause_unresponsive_host(
            membership=membership, reason="Silence", by=coordinator_of(membership)
        )

    assert Offer.objects.public().count() == 1


def test_park_pauses_what_is_public_here_with_a_reason_that_the_host_reads():
    membership = silent_host(nudged_at=days_ago(8))
    elsewhere = StayFactory(host=membership.person)
    here = Offer.objects.get(community=membership.community)

    parked = pause_unresponsive_host(
        membership=membership, reason="Nobody hears you.", by=coordinator_of(membership)
    )

    here.refresh_from_db()
    assert (parked, here.state) == ([here], OfferState.PAUSED)
    assert list(Offer.objects.public()) == [elsewhere.offer_ptr]
    assert membership.person.notices.get().mail_words == {"reason": "Nobody hears you."}
    assert verbs_about(membership) == ["host.parked"]
    assert verbs_about(here.specific) == ["offer.parked"]


def test_who_was_parked_opens_again_alone_and_is_asked_again_first():
    membership = silent_host(nudged_at=days_ago(8))
    by = coordinator_of(membership)
    (offer,) = pause_unresponsive_host(membership=membership, reason="…", by=by)

    reopen_offer(offer=offer.specific, by=membership.person)

    with pytest.raises(NotRemindedError):
        pause_unresponsive_host(membership=membership, reason="…", by=by)
    assert Offer.objects.public().count() == 1


def test_parking_leaves_agreements_alone():
    membership = silent_host(nudged_at=days_ago(8))
    unit = Offer.objects.get().specific.units.get()
    agreement = AgreementFactory(request__unit=unit, request__state=RequestState.AGREED)
    RequestFactory(unit=unit, **SILENT)

    pause_unresponsive_host(membership=membership, reason="…", by=coordinator_of(membership))

    agreement.request.refresh_from_db()
    assert agreement.request.state == RequestState.AGREED


def test_nobody_nudges_or_parks_themselves_nor_without_the_task():
    membership = silent_host(nudged_at=days_ago(30), is_coordinator=True)
    people = (
        membership.person,
        UserFactory(),
        MembershipFactory(community=membership.community).person,
        MembershipFactory(coordinator=True).person,
    )

    for person in people:
        with pytest.raises(PermissionDenied):
            remind_unresponsive_host(membership=membership, by=person)
        with pytest.raises(PermissionDenied):
            pause_unresponsive_host(membership=membership, reason="…", by=person)

    assert Offer.objects.public().count() == 1
