"""Pages around a request: who gets in, what they say, what a refusal leaves behind."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from commons.conversations.actions import post_message
from commons.conversations.queries.threads import unread_counts
from hosting.enums import OfferState, RequestState
from hosting.models import Agreement, Request
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    AgreementFactory,
    ProposalFactory,
    RateFactory,
    RequestFactory,
    SessionFactory,
    StayFactory,
    UnitFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]

ASKED = {
    "check_in": "2027-05-03",
    "check_out": "2027-05-06",
    "adults": "2",
    "children": "",
    "message": "May we?",
}


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"hosting:{name}", args=args)


def ask(client, offer, **changes):
    client.force_login(changes.pop("guest", None) or UserFactory())
    asked = ASKED | {"key": str(uuid4())} | changes
    return client.post(url_of("request-ask", offer.address), asked)


def test_ask_sends_a_request_and_leads_to_its_page(client):
    unit = UnitFactory()
    rate = RateFactory(offer=unit.stay)

    response = ask(client, unit.stay, rate=rate.pk)

    request = Request.objects.get()
    assert response.url == url_of("request-detail", request.public_id)
    assert (request.unit, request.adults, request.amount) == (unit, 2, 40)


@pytest.mark.parametrize(("count", "chosen"), [(1, 1), (2, 0)])
def test_the_only_rate_is_chosen_already_and_one_of_several_is_not(client, count, chosen):
    stay = UnitFactory().stay
    RateFactory.create_batch(count, offer=stay)
    client.force_login(UserFactory())

    page = client.get(url_of("request-ask", stay.address)).content.decode()

    assert page.count(" checked") == chosen


def test_ask_for_a_session(client):
    session = SessionFactory()

    ask(client, session.activity, session=session.public_id)

    assert Request.objects.get().session == session


BAD = [
    ({"check_in": "2027-05-06"}, "Check-out comes after check-in."),
    ({"check_in": "2027-02-30"}, "Enter a valid date."),
    ({"adults": "0"}, "Ensure this value is greater than or equal to 1."),
    ({"adults": "10000"}, "Ensure this value is less than or equal to 200."),
    ({"message": ""}, "This field is required."),
    ({"rate": "999999"}, "Select a valid choice."),
    ({"adults": "5"}, "There is room for 4 people at most here."),
]


@pytest.mark.parametrize(("changes", "words"), BAD)
def test_ask_refuses_bad_input_and_loses_nothing(client, changes, words):
    stay = UnitFactory().stay
    rate = RateFactory(offer=stay)

    response = ask(client, stay, **{"message": "We come on foot.", "rate": rate.pk} | changes)

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert ("We come on foot." in page) is ("message" not in changes)
    assert list(Request.objects.all()) == []


def test_a_refusal_of_taken_nights_shows_doors_nearby(client):
    taken = AgreementFactory()
    near = UnitFactory().stay

    response = ask(client, taken.unit.stay)

    assert response.status_code == 422
    assert [one.pk for one in response.context["others"]] == [near.pk]


def test_a_double_click_asks_once(client):
    stay, guest, key = UnitFactory().stay, UserFactory(), str(uuid4())

    first, second = (ask(client, stay, guest=guest, key=key) for _ in range(2))

    assert first.url == second.url
    assert Request.objects.count() == 1


@pytest.mark.parametrize("hidden", [{"draft": True}, {"state": OfferState.WITHDRAWN}])
def test_what_is_not_public_cannot_be_asked_for(client, hidden):
    stay = UnitFactory(stay=StayFactory(**hidden)).stay

    assert ask(client, stay).status_code == 404
    assert list(Request.objects.all()) == []


def test_a_visitor_is_led_to_the_login_and_back(client):
    url = url_of("request-ask", UnitFactory().stay.address)

    response = client.get(url + "?check_in=2027-05-03")

    assert response.status_code == 302
    assert "next=" in response.url
    assert "check_in" in response.url


READING = ("request-detail", "agreement-print", "agreement-calendar", "agreement-cancel")
DOING = (
    "request-answer",
    "request-consider",
    "request-decline",
    "request-withdraw",
    "proposal-make",
    "agreement-cancel",
    "agreement-no-show",
    "note-leave",
)


def test_a_stranger_finds_nothing_at_any_address(client):
    request = AgreementFactory().request
    client.force_login(UserFactory())

    read = [client.get(url_of(name, request.public_id)).status_code for name in READING]
    done = [client.post(url_of(name, request.public_id)).status_code for name in DOING]
    agreed = client.post(url_of("proposal-agree", request.public_id, 1)).status_code

    assert {*read, *done, agreed} == {404}


def test_the_address_stands_on_the_page_after_agreement_and_not_before(client):
    request = ProposalFactory().request
    client.force_login(request.guest)
    page = url_of("request-detail", request.public_id)

    before = client.get(page).content.decode()
    client.post(url_of("proposal-agree", request.public_id, 1))
    after = client.get(page).content.decode()

    assert ["7 Canary Lane" in one for one in (before, after)] == [False, True]
    assert [request.host.email in one for one in (before, after)] == [False, True]
    assert Agreement.objects.get().reference in after


def test_the_host_reads_what_brings_the_guest_and_the_guest_sees_no_such_line(client):
    request = RequestFactory(reason="health")
    page = url_of("request-detail", request.public_id)

    client.force_login(request.host)
    for_host = client.get(page).content.decode()
    client.force_login(request.guest)
    for_guest = client.get(page).content.decode()

    assert ["Care or treatment" in one for one in (for_host, for_guest)] == [True, False]


def test_a_message_is_words_never_markup(client):
    request = RequestFactory()
    client.force_login(request.guest)

    client.post(url_of("request-answer", request.public_id), {"body": "<script>alert(1)</script>"})

    page = client.get(url_of("request-detail", request.public_id)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_an_empty_message_is_refused(client):
    request = RequestFactory()
    client.force_login(request.guest)

    response = client.post(url_of("request-answer", request.public_id), {"body": " "})

    assert response.status_code == 422
    assert list(request.thread.messages.all()) == []


@pytest.mark.parametrize(
    ("deed", "state"),
    [("consider", RequestState.TENTATIVE), ("decline", RequestState.DECLINED)],
)
def test_the_host_answers(client, deed, state):
    request = RequestFactory()
    client.force_login(request.host)

    response = client.post(url_of(f"request-{deed}", request.public_id), follow=True)

    request.refresh_from_db()
    assert (response.status_code, request.state) == (200, state)


def test_the_guest_takes_the_request_back_once(client):
    request = RequestFactory()
    client.force_login(request.guest)
    url = url_of("request-withdraw", request.public_id)
    client.post(url)

    again = client.post(url, follow=True)

    request.refresh_from_db()
    assert request.state == RequestState.WITHDRAWN
    assert [str(message) for message in again.context["messages"]] == [
        "You have taken your request back.",
        "This is no longer possible. Please reload the page.",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    client, count, django_assert_max_num_queries
):
    guest = UserFactory()
    RequestFactory.create_batch(count, guest=guest)
    client.force_login(guest)

    with django_assert_max_num_queries(7):
        response = client.get(url_of("request-list"))

    assert len(response.context["requests"]) == count


def test_what_the_other_wrote_is_put_away_with_one_press(client):
    request = RequestFactory()
    post_message(thread=request.thread, body="By the mill stream.", by=request.guest)
    client.force_login(request.host)
    page = client.get(request.get_absolute_url())
    until = page.context["unread_until"]

    read = url_to_read(request)
    shown = read in page.content.decode()
    answer = client.post(read, {"until": until.isoformat()})
    after = client.get(request.get_absolute_url())

    assert (shown, answer.url) == (True, request.get_absolute_url())
    assert read not in after.content.decode()
    assert unread_counts(request.host) == {}


def test_opening_the_page_reads_nothing_by_itself(client):
    request = RequestFactory()
    post_message(thread=request.thread, body="By the mill stream.", by=request.guest)
    client.force_login(request.host)

    client.get(request.get_absolute_url())

    assert unread_counts(request.host) == {request.thread.pk: 1}


def url_to_read(request):
    with translation.override("en"):
        return reverse("conversations:thread-read", args=[request.thread.public_id])
