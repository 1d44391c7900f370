"""The pages on which a community is asked for and answered."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from commons.accounts.models import User
from commons.geography.selectors.localities import read_gazetteer
from hosting.communities.actions.coordinators import dismiss_coordinator
from hosting.communities.actions.memberships import sign_charter
from hosting.communities.models.communities import Community
from hosting.communities.models.founding import FoundingRequest
from hosting.communities.panels import founding_panels
from hosting.communities.states import CommunityState, FoundingState, MembershipState
from hosting.offers.actions.review_setup import CO_OPERATIVE
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import CommunityFactory, FoundingRequestFactory

pytestmark = pytest.mark.django_db

ASK, LIST = "hosting:founding-ask", "hosting:founding-list"
OK, FORBIDDEN, NOT_FOUND, UNFIT = (
    HTTPStatus.OK,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
WORDS = {
    "name": "The valley",
    "locality": "Loches",
    "why": "We share a mill.",
    "founders": "zoe@example.org\nbob@example.org",
}


@pytest.fixture(autouse=True)
def known_places():
    """The gazetteer of this test, and none of it afterwards."""
    LocalityFactory(name="Loches")
    read_gazetteer.cache_clear()
    yield
    read_gazetteer.cache_clear()


def page(name, request):
    return reverse(f"hosting:founding-{name}", args=[request.public_id])


def signed_in(client, person):
    client.force_login(person)
    return client


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def unspaced(text):
    return " ".join(text.split())


def of_the_co_operative():
    person = UserFactory()
    person.groups.add(Group.objects.get(name=CO_OPERATIVE))
    return person


def test_ask_tells_strangers_what_is_asked_before_they_sign_up(client):
    shown = client.get(reverse(ASK))
    sent = client.post(reverse(ASK), WORDS)

    signup = f"{reverse('account_signup')}?next={reverse(ASK)}"
    assert shown.status_code == OK
    assert "You need at least 2 founders, including you." in unspaced(shown.text)
    assert f'href="{signup}"' in shown.text
    assert 'name="founders"' not in shown.text
    assert sent.url == signup
    assert list(FoundingRequest.objects.all()) == []


def test_ask_says_that_its_words_become_public(client):
    shown = signed_in(client, UserFactory()).get(reverse(ASK))

    assert "first version of the community’s public page" in " ".join(shown.text.split())


def test_ask_writes_the_request_down(client):
    answer = signed_in(client, UserFactory()).post(reverse(ASK), WORDS)

    request = FoundingRequest.objects.get()
    assert answer.url == request.get_absolute_url()
    assert (request.language, request.locality.name) == ("en", "Loches")
    assert [one.email for one in request.founders.order_by("email")] == [
        "bob@example.org",
        "zoe@example.org",
    ]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("name", "Two\nlines"),
        ("locality", ""),
        ("locality", "Qqqqq"),
        ("why", ""),
        ("why", "x" * 4001),
        ("founders", ""),
        ("founders", "not an address"),
        ("founders", "zoe@example.org\n" + "x" * 300),
        ("founders", "a" * 250 + "@example.org"),
        ("founders", "\n".join(f"founder{number}@example.org" for number in range(99))),
        ("causes", "999999"),
    ],
)
def test_ask_says_what_to_put_right(client, field, words):
    answer = signed_in(client, UserFactory()).post(reverse(ASK), WORDS | {field: words})

    assert answer.status_code == UNFIT
    assert list(answer.context["form"].errors) == [field]
    assert list(FoundingRequest.objects.all()) == []


def test_ask_says_how_many_founders_are_too_many(client):
    nine = "\n".join(f"founder{number}@example.org" for number in range(9))

    answer = signed_in(client, UserFactory()).post(reverse(ASK), WORDS | {"founders": nine})

    assert answer.status_code == UNFIT
    assert "You can name up to 8 co-founders." in answer.content.decode()
    assert list(FoundingRequest.objects.all()) == []


def test_ask_says_that_a_name_is_taken(client):
    FoundingRequestFactory(name="The valley")

    answer = signed_in(client, UserFactory()).post(reverse(ASK), WORDS)

    assert answer.status_code == UNFIT
    assert "already exists or has been requested" in answer.content.decode()


def test_ask_asks_for_a_confirmed_address_first(client):
    page_shown = signed_in(client, UserFactory(unverified=True)).get(reverse(ASK))

    assert "Confirm your email address first" in page_shown.content.decode()


def test_detail_is_for_founders_and_the_co_operative(client):
    request = FoundingRequestFactory(founders=["zoe@example.org"])
    url = request.get_absolute_url()
    readers = {
        "asker": request.asked_by,
        "founder": UserFactory(email="zoe@example.org"),
        "co-operative": of_the_co_operative(),
        "stranger": UserFactory(),
        "unconfirmed": UserFactory(unverified=True),
    }

    answers = {who: signed_in(client, one).get(url).status_code for who, one in readers.items()}

    assert answers == {
        "asker": OK,
        "founder": OK,
        "co-operative": OK,
        "stranger": NOT_FOUND,
        "unconfirmed": NOT_FOUND,
    }


def test_detail_shows_addresses_only_to_who_typed_them(client):
    request = FoundingRequestFactory(founders=["zoe@example.org", "bob@example.org"])
    url = request.get_absolute_url()

    own = signed_in(client, request.asked_by).get(url).content.decode()
    theirs = signed_in(client, of_the_co_operative()).get(url).content.decode()
    founders = signed_in(client, UserFactory(email="zoe@example.org")).get(url).content.decode()

    assert "bob@example.org" in own
    assert "bob@example.org" not in theirs + founders
    assert "2 people haven’t confirmed yet" in " ".join(theirs.split())
    assert "1 person hasn’t confirmed yet" in " ".join(founders.split())  # oneself isn't counted


def test_detail_asks_who_asked_for_no_confirmation_under_another_address(client):
    request = FoundingRequestFactory(founders=["zoe@example.org"])
    asker = request.asked_by
    asker.email = "zoe@example.org"
    asker.save()

    shown = signed_in(client, asker).get(request.get_absolute_url())
    answer = client.post(page("confirm", request))

    assert page("confirm", request) not in shown.text
    assert answer.status_code == FORBIDDEN


def test_a_founder_confirms_and_the_co_operative_opens_it(client):
    request = FoundingRequestFactory(founders=["zoe@example.org"])
    zoe, editor = UserFactory(email="zoe@example.org"), of_the_co_operative()

    confirmed = signed_in(client, zoe).post(page("confirm", request))
    opened = signed_in(client, editor).post(page("open", request))

    community = Community.objects.get()
    assert said(confirmed)[-1] == (
        "You’ve confirmed. You’ll be a co-founder if the co-operative agrees to this request."
    )
    assert said(opened)[-1].startswith("The page is ready but not public yet.")
    assert community.memberships.count() == 2
    shown = client.get(request.get_absolute_url()).text
    assert page("publish", request) not in shown
    assert "signatures are missing" in shown
    assert "Founders who have signed the charter: 0. At least 2 must sign." in unspaced(shown)


def test_the_co_operative_makes_it_public_once_its_founders_have_signed(client):
    request = FoundingRequestFactory(founders=["zoe@example.org"])
    signed_in(client, UserFactory(email="zoe@example.org")).post(page("confirm", request))
    editor = signed_in(client, of_the_co_operative())
    editor.post(page("open", request))

    early = editor.post(page("publish", request))
    Community.objects.get().memberships.update(
        state=MembershipState.ACTIVE, charter_signed_version=1, charter_signed_at=timezone.now()
    )
    late = editor.post(page("publish", request))

    assert "have signed the charter" in said(early)[-1]
    assert said(late)[-1] == "The community is now public."
    assert Community.objects.get().state == CommunityState.ACTIVE


def test_the_page_says_to_founders_and_the_co_operative_what_comes_next(client):
    request = FoundingRequestFactory(founders=["zoe@example.org"])
    zoe, editor = UserFactory(email="zoe@example.org"), of_the_co_operative()
    signed_in(client, zoe).post(page("confirm", request))
    signed_in(client, editor).post(page("open", request))
    community = Community.objects.get()
    url = request.get_absolute_url()
    desk = reverse("hosting:coordination-desk", args=[community.address])
    own = community.memberships.get(person=zoe)

    unsigned = signed_in(client, zoe).get(url).text
    sign_charter(membership=own, version=1, by=zoe)
    signed = client.get(url).text
    other = community.memberships.get(person=request.asked_by)
    sign_charter(membership=other, version=1, by=request.asked_by)
    ready = client.get(url).text
    editors = signed_in(client, editor).get(url).text

    assert own.get_absolute_url() in unsigned
    assert desk not in unsigned
    assert "Next step: the other founders sign the charter" in signed
    assert desk in signed
    assert "Next step: the co-operative makes the community public" in ready
    assert page("publish", request) in editors


def test_co_operative_may_publish_after_a_founder_stepped_down(client):
    request = FoundingRequestFactory(founders=["zoe@example.org"])
    zoe, editor = UserFactory(email="zoe@example.org"), of_the_co_operative()
    signed_in(client, zoe).post(page("confirm", request))
    signed_in(client, editor).post(page("open", request))
    community = Community.objects.get()
    for membership in community.memberships.all():
        sign_charter(membership=membership, version=1, by=membership.person)
    own = community.memberships.get(person=zoe)
    dismiss_coordinator(membership=own, by=zoe)

    editors = client.get(request.get_absolute_url()).text
    theirs = signed_in(client, zoe).get(request.get_absolute_url()).text
    published = signed_in(client, editor).post(page("publish", request))

    assert page("publish", request) in editors
    assert reverse("hosting:coordination-desk", args=[community.address]) not in theirs
    assert said(published)[-1] == "The community is now public."


def test_the_co_operative_is_warned_that_a_co_founder_has_not_confirmed(client):
    request = FoundingRequestFactory(founders=["zoe@example.org", "bob@example.org"])
    editor = of_the_co_operative()

    early = signed_in(client, editor).get(request.get_absolute_url()).text
    signed_in(client, UserFactory(email="zoe@example.org")).post(page("confirm", request))
    late = signed_in(client, editor).get(request.get_absolute_url()).text

    assert page("open", request) not in early
    assert "not enough founders have confirmed" in early
    assert page("open", request) in late
    assert "Only people who have confirmed become founders." in late


def test_co_operative_cannot_open_for_a_founder_switched_off(client):
    request = FoundingRequestFactory(founders=["zoe@example.org"])
    zoe, editor = UserFactory(email="zoe@example.org"), of_the_co_operative()
    signed_in(client, zoe).post(page("confirm", request))
    before = signed_in(client, editor).get(request.get_absolute_url()).text

    User.objects.filter(pk=zoe.pk).update(is_active=False)
    after = client.get(request.get_absolute_url()).text

    assert page("open", request) in before
    assert page("open", request) not in after


@pytest.mark.parametrize(
    ("state", "community", "stage"),
    [
        (FoundingState.ASKED, None, "Requested"),
        (FoundingState.DECLINED, None, "Declined"),
        (FoundingState.OPENED, CommunityState.DRAFT, "In preparation"),
        (FoundingState.OPENED, CommunityState.ACTIVE, "Public"),
        (FoundingState.OPENED, CommunityState.PAUSED, "Paused"),
    ],
)
def test_the_list_names_the_stages_apart(client, state, community, stage):
    made = community and CommunityFactory(state=community)
    decided = None if state == FoundingState.ASKED else timezone.now()
    FoundingRequestFactory(state=state, community=made, decided_at=decided)

    shown = signed_in(client, of_the_co_operative()).get(reverse(LIST))

    rows = [*shown.context["waiting_requests"], *shown.context["answered"]]
    assert [one.stage for one in rows] == [stage]
    assert stage in shown.text


def test_publish_before_it_is_opened_changes_nothing(client):
    request = FoundingRequestFactory()

    answer = signed_in(client, of_the_co_operative()).post(page("publish", request))

    assert answer.url == request.get_absolute_url()
    assert list(Community.objects.all()) == []


@pytest.mark.parametrize("name", ["open", "decline", "publish"])
def test_founders_decide_nothing(client, name):
    request = FoundingRequestFactory(founders=["zoe@example.org"])
    if name == "publish":
        community = signed_in(client, UserFactory(is_superuser=True))
        request.founders.update(person=UserFactory(), email="", confirmed_at=timezone.now())
        community.post(page("open", request))

    answer = signed_in(client, request.asked_by).post(page(name, request), {"reason": "No."})

    assert answer.status_code == FORBIDDEN


def test_decline_needs_a_reason(client):
    request = FoundingRequestFactory()
    editor = signed_in(client, of_the_co_operative())

    empty = editor.post(page("decline", request), {"reason": ""})
    given = editor.post(page("decline", request), {"reason": "Too far away."})

    assert empty.status_code == UNFIT
    assert given.url == request.get_absolute_url()
    request.refresh_from_db()
    assert request.state == FoundingState.DECLINED
    shown = signed_in(client, request.asked_by).get(request.get_absolute_url()).content.decode()
    assert "Too far away." in shown


def test_withdraw_and_leave_take_it_back(client):
    request = FoundingRequestFactory(founders=["zoe@example.org"])

    left = signed_in(client, UserFactory(email="zoe@example.org")).post(page("leave", request))
    own = signed_in(client, request.asked_by)
    withdrawn = own.post(page("withdraw", request))
    again = own.post(page("withdraw", request))

    assert left.url == reverse("notifications:desk")
    assert said(withdrawn)[-1] == "Your request has been withdrawn."
    assert (
        said(again)[-1] == "This request has already been answered or withdrawn. Reload the "
        "page to see where it stands."
    )


def test_index_is_for_the_co_operative(client, django_assert_max_num_queries):
    FoundingRequestFactory.create_batch(3)
    FoundingRequestFactory(state=FoundingState.DECLINED, decided_at=timezone.now(), name="Old")

    refused = signed_in(client, UserFactory()).get(reverse(LIST))
    signed_in(client, of_the_co_operative())
    with django_assert_max_num_queries(14):
        shown = client.get(reverse(LIST))

    assert refused.status_code == FORBIDDEN
    assert len(shown.context["waiting_requests"]) == 3
    assert [one.name for one in shown.context["answered"]] == ["Old"]


def test_the_desk_shows_requests_to_the_co_operative_and_to_founders(client):
    request = FoundingRequestFactory(founders=["zoe@example.org"])
    readers = (of_the_co_operative(), request.asked_by, UserFactory(email="zoe@example.org"))

    desks = [
        signed_in(client, one).get(reverse("notifications:desk")).content.decode()
        for one in (*readers, UserFactory())
    ]

    url = request.get_absolute_url()
    assert [f'href="{url}"' in desk for desk in desks] == [True, True, True, False]
    assert [reverse(LIST) in desk for desk in desks] == [True, False, False, False]


def test_the_desk_shows_who_waits_for_an_answer_before_what_is_prepared():
    prepared = [
        FoundingRequestFactory(state=FoundingState.OPENED, community=community)
        for community in CommunityFactory.create_batch(5, state=CommunityState.DRAFT)
    ]
    days_ago = [timezone.now() - timedelta(days=days) for days in (1, 9)]
    late, early = [FoundingRequestFactory(asked_at=moment) for moment in days_ago]

    (panel,) = founding_panels(of_the_co_operative())

    assert list(panel.rows) == [early, late, *prepared[:3]]
    assert panel.waiting == 2


def test_the_desk_keeps_the_way_to_a_community_that_waits_to_be_public(client):
    request = FoundingRequestFactory(founders=["zoe@example.org"])
    zoe, editor = UserFactory(email="zoe@example.org"), of_the_co_operative()
    signed_in(client, zoe).post(page("confirm", request))
    signed_in(client, editor).post(page("open", request))
    (before,) = founding_panels(editor)
    for membership in Community.objects.get().memberships.all():
        sign_charter(membership=membership, version=1, by=membership.person)
    (signed,) = founding_panels(editor)
    founders = list(founding_panels(zoe))
    client.post(page("publish", request))
    (after,) = founding_panels(editor)

    assert [(list(one.rows), one.waiting) for one in (before, signed, after)] == [
        ([request], 0),
        ([request], 1),
        ([], 0),
    ]
    assert [one.waiting for one in founders] == [0]
    assert after.url == reverse(LIST)
    assert reverse(LIST) in client.get(reverse("notifications:desk")).text
