"""People ask for a community, and the co-operative answers."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from commons.accounts.models import User
from commons.audit.models import AuditEntry
from commons.blocking.actions import block_person
from commons.mail.models import Letter
from commons.notifications.models import Notice
from core.permissions import SYSTEM
from hosting.communities.actions.communities import change_community_state
from hosting.communities.actions.founding import (
    FoundingRequestData,
    confirm_founding,
    decline_founding_request,
    delete_founding_request,
    leave_founding,
    open_founding_request,
    send_founding_request,
    withdraw_founding_request,
)
from hosting.communities.actions.memberships import sign_charter
from hosting.communities.errors import (
    CommunityNameTakenError,
    FoundingRequestAnsweredError,
    TooFewFoundersError,
    TooFewFoundersNamedError,
    TooManyFoundersError,
    TooManyFoundingRequestsError,
)
from hosting.communities.models.communities import Community
from hosting.communities.models.founding import FoundingMember, FoundingRequest
from hosting.communities.notifications.founding import (
    invite_founder,
    notify_cooperative_of_request,
)
from hosting.communities.states import CommunityState, FoundingState, MembershipState
from hosting.erasure.actions.account_closure import close_account_data
from hosting.offers.actions.review_setup import CO_OPERATIVE
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    CauseFactory,
    CommunityFactory,
    FoundingRequestFactory,
    MembershipFactory,
)
from tests.letters import letters_to
from tests.quotas import limit

pytestmark = pytest.mark.django_db

MAIL = "communities/email/"
ENDED = [FoundingState.OPENED, FoundingState.DECLINED, FoundingState.WITHDRAWN]


def of_the_co_operative():
    person = UserFactory()
    person.groups.add(Group.objects.get(name=CO_OPERATIVE))
    return User.objects.get(pk=person.pk)


def wish(**fields):
    words = {
        "name": "The valley",
        "language": "en",
        "locality": LocalityFactory(name="Loches"),
        "why": "We share a mill.",
        "founders": ("zoe@example.org",),
    }
    return FoundingRequestData(**words | fields)


def confirmed(request, person=None):
    request.founders.create(person=person or UserFactory(), confirmed_at=timezone.now())
    return request


def notices(template):
    rows = Notice.objects.filter(template=MAIL + template).order_by("pk")
    return list(rows.values_list("recipient", flat=True))


def unread(template):
    rows = Notice.objects.unread().filter(template=MAIL + template).order_by("recipient")
    return list(rows.values_list("recipient", flat=True))


def test_ask_for_community_asks_founders_and_tells_the_co_operative():
    editor, by = of_the_co_operative(), UserFactory()
    zoe = UserFactory(email="zoe@example.org")
    cause = CauseFactory()
    wanted = wish(founders=("zoe@example.org", "bob@example.org", by.email), causes=[cause])

    request = send_founding_request(data=wanted, by=by)

    assert (request.state, request.asked_by, request.name) == ("asked", by, "The valley")
    assert list(request.causes.all()) == [cause]
    emails = list(request.founders.values_list("email", "person"))
    assert emails == [("bob@example.org", None), ("zoe@example.org", None)]
    assert notices("founding_asked.txt") == [editor.pk]
    assert notices("founder_named.txt") == [zoe.pk]
    (letter,) = Letter.objects.all()
    assert letter.address == "bob@example.org"
    assert f"/en/found-a-community/{request.public_id}/" in letter.text
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["founding.asked"]


def test_ask_for_community_asks_nobody_across_a_block():
    by, zoe, bob = UserFactory(), UserFactory(), UserFactory()
    block_person(person=by, by=zoe)
    block_person(person=bob, by=by)
    wanted = wish(founders=(zoe.email, bob.email))

    request = send_founding_request(data=wanted, by=by)

    assert request.founders.count() == 2  # written down alike: who asked learns nothing
    assert notices("founder_named.txt") == []
    assert letters_to() == []


def test_ask_for_community_takes_an_unconfirmed_for_a_stranger():
    UserFactory(email="zoe@example.org", unverified=True)

    send_founding_request(data=wish(), by=UserFactory())

    assert [letter.address for letter in Letter.objects.all()] == ["zoe@example.org"]
    assert notices("founder_named.txt") == []


def test_ask_for_community_needs_a_confirmed_address():
    with pytest.raises(PermissionDenied):
        send_founding_request(data=wish(), by=UserFactory(unverified=True))

    assert list(FoundingRequest.objects.all()) == []


def test_ask_for_community_refuses_a_name_that_is_taken():
    CommunityFactory(name="The valley")
    FoundingRequestFactory(name="The mill")

    for name in ("the VALLEY", "The Mill"):
        with pytest.raises(CommunityNameTakenError):
            send_founding_request(data=wish(name=name), by=UserFactory())

    assert list(Letter.objects.all()) == []


def test_ask_for_community_needs_a_name_besides_ones_own():
    by = UserFactory()

    with pytest.raises(TooFewFoundersNamedError) as refused:
        send_founding_request(data=wish(founders=(by.email,)), by=by)

    assert str(refused.value) == "Name at least 1 co-founder besides yourself."
    assert list(FoundingRequest.objects.all()) == []


def test_ask_for_community_limits_founders_and_requests(settings):
    settings.HOSTING_FOUNDERS_LIMIT = 2
    limit(settings, founding_requests=1)
    by = UserFactory()
    many = tuple(f"founder{number}@example.org" for number in range(3))

    with pytest.raises(TooManyFoundersError):
        send_founding_request(data=wish(founders=many), by=by)
    first = send_founding_request(data=wish(), by=by)
    with pytest.raises(TooManyFoundingRequestsError):
        send_founding_request(data=wish(name="Another"), by=by)
    FoundingRequest.objects.update(asked_at=timezone.now() - timedelta(days=31))
    second = send_founding_request(data=wish(name="Another"), by=by)

    assert list(FoundingRequest.objects.order_by("pk")) == [first, second]


def test_confirm_founding_is_for_the_person_who_reads_that_address():
    request = FoundingRequestFactory(founders=["zoe@example.org"])
    zoe = UserFactory(email="zoe@example.org")

    confirm_founding(request=request, by=zoe)
    confirm_founding(request=request, by=zoe)

    (founder,) = request.founders.all()
    assert (founder.person, founder.email, founder.confirmed_at is not None) == (zoe, "", True)
    assert notices("founder_confirmed.txt") == [request.asked_by.pk]


@pytest.mark.parametrize("answer", [confirm_founding, leave_founding])
def test_an_answer_of_a_founder_reads_their_notice(answer):
    zoe, bob = (UserFactory(email=f"{name}@example.org") for name in ("zoe", "bob"))
    request = send_founding_request(data=wish(founders=(zoe.email, bob.email)), by=UserFactory())

    answer(request=request, by=zoe)

    assert unread("founder_named.txt") == [bob.pk]


@pytest.mark.parametrize("end", ["open", "decline", "withdraw"])
def test_the_end_of_a_request_reads_all_its_notices(end):
    editor, other = of_the_co_operative(), of_the_co_operative()
    zoe = UserFactory(email="zoe@example.org")
    request = send_founding_request(data=wish(founders=(zoe.email,)), by=UserFactory())
    confirmed(request)
    before = (unread("founder_named.txt"), unread("founding_asked.txt"))
    ends = {
        "open": lambda: open_founding_request(request=request, by=editor),
        "decline": lambda: decline_founding_request(request=request, reason="No.", by=editor),
        "withdraw": lambda: withdraw_founding_request(request=request, by=request.asked_by),
    }

    ends[end]()

    assert before == ([zoe.pk], sorted([editor.pk, other.pk]))
    assert (unread("founder_named.txt"), unread("founding_asked.txt")) == ([], [])


@pytest.mark.parametrize("unverified", [True, False])
def test_confirm_founding_is_denied_to_others(unverified):
    request = FoundingRequestFactory(founders=["zoe@example.org"])
    email = "zoe@example.org" if unverified else "eve@example.org"

    with pytest.raises(PermissionDenied):
        confirm_founding(request=request, by=UserFactory(email=email, unverified=unverified))

    assert request.founders.get().person is None


def test_confirm_founding_is_denied_to_who_asked_under_another_address():
    request = FoundingRequestFactory(founders=["zoe@example.org"])
    asker = request.asked_by
    asker.email = "zoe@example.org"
    asker.save()

    with pytest.raises(PermissionDenied):
        confirm_founding(request=request, by=asker)

    assert request.founders.get().person is None


@pytest.mark.parametrize("has_confirmed", [True, False])
def test_leave_founding_takes_a_person_out(has_confirmed):
    request = FoundingRequestFactory(founders=["zoe@example.org", "bob@example.org"])
    zoe = UserFactory(email="zoe@example.org")
    if has_confirmed:
        confirm_founding(request=request, by=zoe)

    leave_founding(request=request, by=zoe)

    assert [one.email for one in request.founders.all()] == ["bob@example.org"]
    assert notices("founder_left.txt") == [request.asked_by.pk]


def test_open_founding_request_founds_the_community_with_its_founders():
    cause, zoe, editor = CauseFactory(), UserFactory(), of_the_co_operative()
    request = confirmed(FoundingRequestFactory(founders=["late@example.org"]), zoe)
    request.causes.add(cause)

    opened = open_founding_request(request=request, by=editor)

    community = opened.community
    assert (opened.state, opened.decided_by) == (FoundingState.OPENED, editor)
    assert (community.name, community.state) == (request.name, CommunityState.DRAFT)
    assert list(community.causes.all()) == [cause]
    founders = [(one.person, one.state) for one in community.memberships.order_by("pk")]
    assert founders == [(one, MembershipState.COOPTED) for one in (request.asked_by, zoe)]
    assert notices("community_founded.txt") == [request.asked_by.pk, zoe.pk]
    assert [one.person for one in request.founders.all()] == [zoe]
    for membership in community.memberships.all():
        sign_charter(membership=membership, version=1, by=membership.person)
    change_community_state(community=community, state=CommunityState.ACTIVE, by=editor)
    assert Community.objects.get().is_public


def test_the_co_operative_is_notified_once_its_founders_have_signed():
    zoe, editor = UserFactory(), of_the_co_operative()
    request = confirmed(confirmed(FoundingRequestFactory(), zoe))
    community = open_founding_request(request=request, by=editor).community
    first, second, third = community.memberships.order_by("pk")

    sign_charter(membership=first, version=1, by=first.person)
    early = notices("founding_signed.txt")
    sign_charter(membership=second, version=1, by=second.person)
    sign_charter(membership=third, version=1, by=third.person)

    assert (early, notices("founding_signed.txt")) == ([], [editor.pk])


def test_who_founds_and_decides_hears_each_thing_once():
    """Of the co-operative, and a founder."""
    zoe, editor = UserFactory(), of_the_co_operative()
    request = confirmed(FoundingRequestFactory(founders=[editor.email]), zoe)

    notify_cooperative_of_request(request)
    invite_founder(request.founders.get(email=editor.email))
    request = confirmed(request, editor)
    community = open_founding_request(request=request, by=of_the_co_operative()).community
    for membership in community.memberships.order_by("pk"):
        sign_charter(membership=membership, version=1, by=membership.person)

    told = Notice.objects.filter(recipient=editor).order_by("pk")
    names = [notice.template.rpartition("/")[2] for notice in told]
    assert names[:2] == ["founder_named.txt", "community_founded.txt"]
    assert names.count("member_welcomed.txt") == 1


def test_a_signature_in_a_public_community_notifies_no_editor():
    of_the_co_operative()
    community = CommunityFactory(state=CommunityState.ACTIVE)
    MembershipFactory(community=community, coordinator=True)
    joining = MembershipFactory(community=community, state=MembershipState.COOPTED)

    sign_charter(membership=joining, version=community.charter_version, by=joining.person)

    assert notices("founding_signed.txt") == []


def test_move_community_notifies_its_founders_the_first_time_it_is_public():
    zoe, editor = UserFactory(), of_the_co_operative()
    request = confirmed(FoundingRequestFactory(), zoe)
    community = open_founding_request(request=request, by=editor).community
    for membership in community.memberships.all():
        sign_charter(membership=membership, version=1, by=membership.person)

    for state in (CommunityState.ACTIVE, CommunityState.PAUSED, CommunityState.ACTIVE):
        change_community_state(community=community, state=state, by=editor)

    assert sorted(notices("community_published.txt")) == sorted([request.asked_by.pk, zoe.pk])
    assert unread("founding_signed.txt") == []


def test_the_welcome_of_a_founder_leads_to_the_coordination_desk(committed, mailoutbox):
    request = confirmed(FoundingRequestFactory())
    community = open_founding_request(request=request, by=of_the_co_operative()).community
    own = community.memberships.get(person=request.asked_by)

    with committed():
        sign_charter(membership=own, version=1, by=request.asked_by)

    (mail,) = [mail for mail in mailoutbox if mail.subject == f"Welcome to {community.name}"]
    assert reverse("hosting:coordination-desk", args=[community.address]) in mail.body


def test_open_founding_request_writes_a_charter_in_its_language():
    request = confirmed(FoundingRequestFactory(language="fr"))

    opened = open_founding_request(request=request, by=of_the_co_operative())

    assert opened.community.charter.startswith("On se parle avant")


def test_open_founding_request_needs_a_second_founder():
    request = FoundingRequestFactory(founders=["zoe@example.org"])

    with pytest.raises(TooFewFoundersError) as refused:
        open_founding_request(request=request, by=of_the_co_operative())

    assert "2 founders" in str(refused.value)
    assert list(Community.objects.all()) == []


def test_open_founding_request_counts_who_asked_once():
    request = FoundingRequestFactory()
    confirmed(request, request.asked_by)

    with pytest.raises(TooFewFoundersError):
        open_founding_request(request=request, by=of_the_co_operative())

    assert list(Community.objects.all()) == []


@pytest.mark.parametrize("who", ["asker", "founder"])
def test_open_founding_request_skips_inactive_accounts(who):
    request, zoe = FoundingRequestFactory(), UserFactory()
    confirmed(request, zoe)
    User.objects.filter(pk={"asker": request.asked_by, "founder": zoe}[who].pk).update(
        is_active=False
    )

    with pytest.raises(TooFewFoundersError):
        open_founding_request(request=request, by=of_the_co_operative())

    assert list(Community.objects.all()) == []


def test_open_founding_request_refuses_a_name_that_was_taken_since():
    request = confirmed(FoundingRequestFactory())
    CommunityFactory(name=request.name)

    with pytest.raises(CommunityNameTakenError):
        open_founding_request(request=request, by=of_the_co_operative())

    assert FoundingRequest.objects.get().state == FoundingState.ASKED


def test_decline_founding_request_gives_a_reason_to_all_founders():
    zoe, editor = UserFactory(), of_the_co_operative()
    request = confirmed(FoundingRequestFactory(founders=["late@example.org"]), zoe)

    decline_founding_request(request=request, reason="Too far away.", by=editor)

    request.refresh_from_db()
    assert (request.state, request.reason) == (FoundingState.DECLINED, "Too far away.")
    assert notices("founding_declined.txt") == [request.asked_by.pk, zoe.pk]
    assert [one.email for one in request.founders.all()] == [""]


@pytest.mark.parametrize(
    "who",
    [
        "asker",
        "stranger",
        "co-operative who asked",
        pytest.param("co-operative who founds it", id="co-operative-founder"),
    ],
)
def test_only_others_of_the_co_operative_decide(who):
    request = confirmed(FoundingRequestFactory())
    person = {"asker": request.asked_by, "stranger": UserFactory()}.get(who)
    if person is None:
        person = of_the_co_operative()
    if who == "co-operative who asked":
        FoundingRequest.objects.update(asked_by=person)
        request.refresh_from_db()
    if who == "co-operative who founds it":
        confirmed(request, person)

    with pytest.raises(PermissionDenied):
        open_founding_request(request=request, by=person)
    with pytest.raises(PermissionDenied):
        decline_founding_request(request=request, reason="No.", by=person)

    assert list(Community.objects.all()) == []


def test_withdraw_founding_request_is_for_who_asked():
    request = FoundingRequestFactory(founders=["zoe@example.org"])

    with pytest.raises(PermissionDenied):
        withdraw_founding_request(request=request, by=of_the_co_operative())
    withdraw_founding_request(request=request, by=request.asked_by)

    request.refresh_from_db()
    assert request.state == FoundingState.WITHDRAWN
    assert list(request.founders.all()) == []


@pytest.mark.parametrize("state", ENDED)
def test_an_answered_request_takes_no_other_answer(state):
    request = confirmed(FoundingRequestFactory(state=state, founders=["zoe@example.org"]))
    editor, zoe = of_the_co_operative(), UserFactory(email="zoe@example.org")
    answers = [
        lambda: open_founding_request(request=request, by=editor),
        lambda: decline_founding_request(request=request, reason="No.", by=editor),
        lambda: withdraw_founding_request(request=request, by=request.asked_by),
        lambda: confirm_founding(request=request, by=zoe),
        lambda: leave_founding(request=request, by=zoe),
    ]

    for answer in answers:
        with pytest.raises(FoundingRequestAnsweredError):
            answer()

    assert FoundingRequest.objects.get().state == state


def test_a_request_that_is_gone_takes_no_answer():
    request = FoundingRequestFactory()
    FoundingRequest.objects.all().delete()

    with pytest.raises(FoundingRequestAnsweredError):
        decline_founding_request(request=request, reason="No.", by=of_the_co_operative())


def test_closing_an_account_deletes_what_it_asked_for():
    request = FoundingRequestFactory(founders=["zoe@example.org"])
    confirmed(FoundingRequestFactory(), request.asked_by)

    close_account_data(request.asked_by)

    assert [one.asked_by == request.asked_by for one in FoundingRequest.objects.all()] == [False]
    assert list(FoundingMember.objects.all()) == []


def test_to_forget_names_what_was_decided_long_ago(settings):
    long_ago = timezone.now() - settings.HOSTING_FOUNDING_REQUEST_KEPT
    old = FoundingRequestFactory(state=FoundingState.DECLINED, decided_at=long_ago)
    FoundingRequestFactory(asked_at=long_ago)
    FoundingRequestFactory(state=FoundingState.DECLINED, decided_at=timezone.now())

    assert list(FoundingRequest.objects.to_forget()) == [old]


def test_forget_founding_request_is_left_to_the_system():
    request = FoundingRequestFactory(state=FoundingState.DECLINED)

    with pytest.raises(PermissionDenied):
        delete_founding_request(request=request, by=of_the_co_operative())
    delete_founding_request(request=request, by=SYSTEM)

    assert list(FoundingRequest.objects.all()) == []
