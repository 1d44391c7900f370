"""Pages around a request: who gets in, what they say, what a refusal leaves behind."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from commons.accounts.models import User
from commons.conversations.actions import post_message
from commons.conversations.selectors import unread_counts
from core.permissions import SYSTEM
from hosting.erasure.actions.host_data import erase_offer
from hosting.offers.models.offers import Offer
from hosting.offers.states import OfferState
from hosting.requests.actions.agreements import cancel_agreement
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    AT_TWO,
    AgreementFactory,
    ProposalFactory,
    RateFactory,
    RequestFactory,
    SessionFactory,
    SessionRequestFactory,
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
    pytest.param(
        {"check_in": "2027-05-06"},
        "Choose a check-out date after check-in.",
        id="check-in-2027-05-06",
    ),
    pytest.param(
        {"check_in": "2027-02-30"},
        "Enter a date for “Check-in”, such as ",
        id="check-in-2027-02-30",
    ),
    pytest.param(
        {"adults": "0"}, "Enter how many adults are coming: from 1 to 200.", id="adults-0"
    ),
    pytest.param(
        {"adults": "10000"}, "Enter how many adults are coming: from 1 to 200.", id="adults-10000"
    ),
    pytest.param({"message": ""}, "Write a message to the host.", id="message"),
    pytest.param({"rate": "999999"}, "Choose a rate.", id="rate-999999"),
    pytest.param(
        {"adults": "5"},
        "There’s room here for 4 people at most. Reduce the number of "
        "people, or choose another offer.",
        id="adults-5",
    ),
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


def test_the_form_prices_each_rate_for_what_was_chosen(client):
    rate = RateFactory(amount=90)
    UnitFactory(stay=rate.offer.specific)
    address = url_of("request-ask", rate.offer.address)
    client.force_login(UserFactory())

    chosen = client.get(f"{address}?check_in=2027-06-03&check_out=2027-06-06&adults=2").text
    nothing = client.get(address).text

    total = "€270 for 3 nights, 2 adults"
    assert (total in chosen, total in nothing) == (True, False)


def test_the_form_names_no_price_for_what_is_impossible(client):
    rate = RateFactory(amount=90, offer__max_nights=2)
    UnitFactory(stay=rate.offer.specific)
    address = url_of("request-ask", rate.offer.address)
    client.force_login(UserFactory())

    page = client.get(f"{address}?check_in=2027-06-03&check_out=2027-06-06&adults=9")

    assert "Stays here are for at most 2 nights." in page.text
    assert "There’s room here for 4 people at most." in page.text
    assert "€270" not in page.text


def test_ask_says_all_that_is_wrong_at_once_and_no_price(client):
    rate = RateFactory(amount=90)
    UnitFactory(stay=rate.offer.specific)

    page = ask(client, rate.offer, rate=rate.pk, message="", adults="9", check_in="2027-03-30")

    assert page.status_code == 422
    for words in (
        "Write a message to the host.",
        "This date is past. Choose today or later.",
        "There’s room here for 4 people at most.",
    ):
        assert words in page.text
    assert " nights, 9 adults" not in page.text


def test_the_form_says_at_once_what_would_be_refused(client):
    taken = AgreementFactory()
    client.force_login(UserFactory())
    address = url_of("request-ask", taken.request.offer.address)

    page = client.get(f"{address}?check_in=2027-05-03&check_out=2027-05-06")

    assert (page.status_code, "These nights are already taken." in page.text) == (200, True)


def test_a_refusal_of_taken_nights_shows_places_nearby_with_the_same_dates(client):
    taken = AgreementFactory()
    near = UnitFactory().stay

    response = ask(client, taken.unit.stay)

    chosen = "check_in=2027-05-03&check_out=2027-05-06&adults=2"
    (neighbour,) = response.context["elsewhere"].neighbours
    assert response.status_code == 422
    assert neighbour.title == near.title
    assert neighbour.url == f"{near.get_absolute_url()}?{chosen}"
    assert response.context["elsewhere"].search_url.endswith(chosen)


@pytest.mark.parametrize("state", [RequestState.DECLINED, RequestState.EXPIRED])
def test_a_failed_request_shows_places_nearby(client, state):
    asked, near = RequestFactory(state=state), UnitFactory().stay
    address = f"{near.get_absolute_url()}?check_in=2027-05-03&amp;check_out=2027-05-06&amp;adults=2"

    client.force_login(asked.guest)
    guests = client.get(asked.get_absolute_url()).text
    client.force_login(asked.host)
    hosts = client.get(asked.get_absolute_url()).text

    assert (address in guests, address in hosts) == (True, False)


def test_a_declined_session_shows_what_takes_place_nearby_on_its_day(client):
    asked = SessionRequestFactory(state=RequestState.DECLINED)
    near, later = SessionFactory(), SessionFactory(starts_at=AT_TWO + timedelta(days=2))
    client.force_login(asked.guest)

    page = client.get(asked.get_absolute_url())

    found = [one.title for one in page.context["elsewhere"].neighbours]
    assert (found, later.activity.title in found) == ([near.activity.title], False)


def test_a_day_nearby_begins_and_ends_by_the_clocks_of_the_place(client):
    asked = SessionRequestFactory(
        session__activity__place__locality__timezone="Europe/Helsinki",
        state=RequestState.DECLINED,
    )
    half_past_midnight = datetime(2027, 5, 3, 21, 30, tzinfo=UTC)  # of 4 May, in Helsinki
    near = SessionFactory(starts_at=half_past_midnight)
    SessionFactory(starts_at=half_past_midnight + timedelta(days=2))
    client.force_login(asked.guest)

    page = client.get(asked.get_absolute_url())

    found = [one.title for one in page.context["elsewhere"].neighbours]
    assert found == [near.activity.title]


def test_a_request_whose_days_are_over_shows_no_other_places(client, time_machine):
    asked = RequestFactory(state=RequestState.EXPIRED)
    UnitFactory()
    time_machine.move_to(date(2027, 6, 1))
    client.force_login(asked.guest)

    page = client.get(asked.get_absolute_url())

    assert page.context["elsewhere"] is None


def test_both_sides_read_until_when_the_host_may_answer(client):
    answer_by = datetime(2027, 4, 3, 12, 0, tzinfo=UTC)
    asked = RequestFactory(
        unit__stay__host__display_name="Odile and Marc", answer_by=answer_by, sent_at=timezone.now()
    )
    pages = []
    for person in (asked.guest, asked.host):
        client.force_login(person)
        pages.append(client.get(asked.get_absolute_url()).context["deadline"])

    assert [one.words for one in pages] == [
        "Odile and Marc can answer until Saturday 3 April at 14:00. "
        "After that the request expires.",
        "Please answer by Saturday 3 April at 14:00. After that the request expires.",
    ]
    assert [one.clock.label for one in pages] == ["2 days left"] * 2


def test_a_request_with_an_answer_has_no_deadline(client):
    asked = RequestFactory(state=RequestState.TENTATIVE)
    client.force_login(asked.guest)

    page = client.get(asked.get_absolute_url())

    assert page.context["deadline"] is None


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


READING = (
    "request-withdraw",
    "request-detail",
    "proposal-make",
    "proposal-total",
    "agreement-print",
    "agreement-calendar",
    "agreement-cancel",
)
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


def test_the_conversation_says_who_cancelled(client):
    agreement = AgreementFactory(request__guest__display_name="Ada")
    cancel_agreement(agreement=agreement, by=agreement.guest)
    User.objects.filter(pk=agreement.guest.pk).update(display_name="…")  # the account is closed
    client.force_login(agreement.host)

    page = client.get(url_of("request-detail", agreement.request.public_id)).text

    assert "Ada cancelled the agreement. The dates became available again." in page


def test_the_reason_of_a_guest_is_read_by_guest_and_host(client):
    request = RequestFactory(reason="health")
    page = url_of("request-detail", request.public_id)

    client.force_login(request.host)
    for_host = client.get(page).content.decode()
    client.force_login(request.guest)
    for_guest = client.get(page).content.decode()

    assert ["Medical care" in one for one in (for_host, for_guest)] == [True, True]


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
        "You’ve withdrawn your request.",
        "This is no longer possible. Reload the page to see what has changed.",
    ]


def test_withdrawing_asks_the_guest_first(client):
    request = RequestFactory()
    client.force_login(request.guest)

    page = client.get(url_of("request-withdraw", request.public_id)).text

    request.refresh_from_db()
    assert request.state == RequestState.SENT
    assert "Withdraw your request?" in page
    assert "Keep the request" in page


@pytest.mark.parametrize("who", ["host", "guest"])
def test_whoever_cannot_withdraw_is_led_back_to_the_request(client, who):
    request = RequestFactory()
    if who == "guest":
        client.force_login(request.guest)
        client.post(url_of("request-withdraw", request.public_id))
    client.force_login(getattr(request, who))

    answer = client.get(url_of("request-withdraw", request.public_id))

    assert (answer.status_code, answer.url) == (302, request.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    client, count, django_assert_max_num_queries
):
    guest = UserFactory()
    RequestFactory.create_batch(count, guest=guest)
    client.force_login(guest)

    with django_assert_max_num_queries(7):
        response = client.get(url_of("request-list"))

    assert len(response.context["lists"].sent.under_way) == count


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


def test_pages_of_a_guest_name_an_offer_whose_host_has_left(client):
    asked = RequestFactory(state=RequestState.DECLINED)
    erase_offer(offer=asked.offer, by=SYSTEM)
    client.force_login(asked.guest)
    names = [("request-list", []), ("request-detail", [asked.public_id])]

    pages = {}
    for language in ("en", "fr"):
        with translation.override(language):
            urls = [reverse(f"hosting:{name}", args=args) for name, args in names]
        pages[language] = [client.get(url).content.decode() for url in urls]

    assert ["A stay that is no longer offered" in page for page in pages["en"]] == [True, True]
    assert ["Un hébergement qui n’est plus proposé" in page for page in pages["fr"]] == [True, True]
    assert [">…<" in page for page in pages["en"] + pages["fr"]] == [False] * 4
    assert Offer.objects.get().get_absolute_url() not in pages["en"][1]  # it leads nowhere
