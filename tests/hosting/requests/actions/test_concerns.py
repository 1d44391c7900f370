"""What is told in confidence: who reads it, who never does, and how long it is kept."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.audit.models import AuditEntry
from commons.notifications.models import Notice
from commons.privacy.personal_data import export_of
from core.permissions import SYSTEM
from hosting.communities.states import MembershipState
from hosting.requests.actions.concerns import delete_concern, report_concern, settle_concern
from hosting.requests.errors import AlreadySettledError, TooManyConcernsError
from hosting.requests.models.concerns import Concern
from hosting.requests.periodic import delete_settled_concerns
from tests.factories.accounts import UserFactory
from tests.factories.hosting import ConcernFactory, MembershipFactory, RequestFactory

pytestmark = pytest.mark.django_db

WORDS = "He came into the room at night."


def coordinator_of(request):
    return MembershipFactory(community=request.offer.community, is_coordinator=True).person


def safety_officer():
    person = UserFactory()
    person.user_permissions.add(Permission.objects.get(codename="read_concerns"))
    return type(person).objects.get(pk=person.pk)  # without what was remembered of its rights


def tell(request, by=None, *, is_safety=False):
    return report_concern(request=request, words=WORDS, is_safety=is_safety, by=by or request.guest)


def readers_of(concern, *people):
    return [concern in Concern.objects.readable_by(person) for person in people]


def test_coordinators_of_the_community_read_it_and_hear_of_it():
    request = RequestFactory()
    coordinator, elsewhere = coordinator_of(request), coordinator_of(RequestFactory())

    concern = tell(request)

    assert concern.about == request.host
    assert readers_of(concern, coordinator, elsewhere, UserFactory()) == [True, False, False]
    assert [notice.recipient for notice in Notice.objects.all()] == [coordinator]


def test_neither_of_the_two_reads_it_though_they_coordinate():
    request = RequestFactory()
    MembershipFactory(community=request.offer.community, person=request.guest, is_coordinator=True)
    request.offer.community.memberships.filter(person=request.host).update(is_coordinator=True)

    concern = tell(request)

    assert readers_of(concern, request.guest, request.host) == [False, False]
    assert list(Notice.objects.all()) == []


def test_the_host_may_tell_about_the_guest():
    request = RequestFactory()

    assert tell(request, by=request.host).about == request.guest


def test_what_concerns_safety_is_read_by_those_who_have_the_right():
    request, officer = RequestFactory(), safety_officer()
    coordinator = coordinator_of(request)

    quiet, unsafe = tell(request), tell(request, is_safety=True)

    assert readers_of(quiet, officer, coordinator) == [False, True]
    assert readers_of(unsafe, officer, coordinator) == [True, True]


def test_where_the_only_coordinator_is_concerned_it_goes_to_safety():
    request, officer = RequestFactory(), safety_officer()
    request.offer.community.memberships.filter(person=request.host).update(is_coordinator=True)

    concern = tell(request)

    assert concern.goes_to_safety
    assert readers_of(concern, officer) == [True]
    assert [notice.recipient for notice in Notice.objects.all()] == [officer]


def test_no_letter_says_what_was_told(committed, mailoutbox):
    request = RequestFactory()
    coordinator = coordinator_of(request)

    with committed():
        tell(request)

    (mail,) = mailoutbox
    assert mail.to == [coordinator.email]
    said = mail.subject + mail.body
    private = (WORDS, request.guest.display_name, request.host.display_name, request.offer.title)
    assert [words for words in private if words in said] == []


def test_the_audit_says_who_and_never_what():
    concern = tell(RequestFactory())

    (entry,) = AuditEntry.objects.filter(verb="concern.told")
    assert WORDS not in str(entry.__dict__)
    assert WORDS not in str(concern)


def test_a_stranger_tells_nothing():
    request = RequestFactory()

    with pytest.raises(PermissionDenied):
        tell(request, by=UserFactory())

    assert list(Concern.objects.all()) == []


def test_a_storm_ends_with_a_sentence_and_the_other_side_may_still_tell():
    request = RequestFactory()
    for _ in range(settings.HOSTING_CONCERNS_LIMIT):
        tell(request)

    with pytest.raises(TooManyConcernsError):
        tell(request)

    assert tell(request, by=request.host)


def test_settle_concern_tells_who_told_it_and_is_said_once():
    concern = ConcernFactory()
    coordinator = coordinator_of(concern.request)

    settle_concern(concern=concern, outcome="We spoke with him.", by=coordinator)
    with pytest.raises(AlreadySettledError):
        settle_concern(concern=concern, outcome="Nothing.", by=coordinator)

    concern.refresh_from_db()
    assert (concern.outcome, concern.settled_by) == ("We spoke with him.", coordinator)
    assert [notice.recipient for notice in Notice.objects.all()] == [concern.by]


@pytest.mark.parametrize("who", ["by", "about"])
def test_settle_concern_is_refused_to_the_two(who):
    concern = ConcernFactory()
    person, community = getattr(concern, who), concern.request.offer.community
    MembershipFactory(community=community, is_coordinator=True)
    community.memberships.update_or_create(
        person=person, defaults={"is_coordinator": True, "state": MembershipState.ACTIVE}
    )

    with pytest.raises(PermissionDenied):
        settle_concern(concern=concern, outcome="Nothing.", by=person)

    concern.refresh_from_db()
    assert concern.settled_at is None


def test_forget_concerns_lets_go_of_what_was_settled_long_ago():
    past = timezone.now() - settings.HOSTING_CONCERN_KEPT - timedelta(minutes=1)
    ConcernFactory(settled_at=past)
    kept = [ConcernFactory(settled_at=timezone.now()), ConcernFactory()]

    delete_settled_concerns()

    assert list(Concern.objects.all()) == kept


def test_forget_concern_is_left_to_the_clock():
    concern = ConcernFactory()

    with pytest.raises(PermissionDenied):
        delete_concern(concern=concern, by=coordinator_of(concern.request))

    delete_concern(concern=concern, by=SYSTEM)
    assert list(Concern.objects.all()) == []


def test_ones_own_words_can_be_taken_along_and_those_about_oneself_cannot():
    concern = ConcernFactory()

    assert concern.words in str(export_of(concern.by)["hosting"])
    assert concern.words not in str(export_of(concern.about)["hosting"])
