"""What guest and host read of a set: how far it is, and never who the others are."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from hosting.calendars.models import NightHold
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from tests.factories.hosting import ProposalFactory, RequestFactory, RequestSetFactory, UnitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"hosting:{name}", args=args)


@pytest.fixture
def pair():
    """Two requests of one set, with what the guest asked on the table."""
    together = RequestSetFactory()
    made = []
    for title in ("The mill", "The ferry"):
        request = RequestFactory(
            unit=UnitFactory(stay__title=title), guest=together.guest, request_set=together
        )
        ProposalFactory(request=request, by=together.guest)
        made.append(request)
    return made


def page_of(client, request, person):
    client.force_login(person)
    return client.get(url_of("request-detail", request.public_id)).text


def agree(client, request):
    client.force_login(request.host)
    return client.post(url_of("proposal-agree", request.public_id, 1))


def test_a_host_reads_what_a_yes_means_and_not_who_the_others_are(client, pair):
    mill, ferry = pair

    page = page_of(client, mill, mill.host)

    assert (
        "This is part of a joint request to 2 hosts: it only goes ahead if all of you accept"
        in page
    )
    assert "0 of 2 hosts have accepted so far" in page
    assert "Accept if the others do" in page
    assert ferry.offer.title not in page
    assert ferry.host.display_name not in page


def test_the_guest_reads_how_far_each_of_them_is(client, pair):
    mill, ferry = pair
    agree(client, ferry)

    page = page_of(client, mill, mill.guest)

    assert "1 of 2 hosts has accepted so far" in page
    assert url_of("request-detail", ferry.public_id) in page
    assert "On hold" in page
    assert "Withdraw joint request" in page


def test_both_sides_read_until_when_by_the_clocks_of_the_place(client):
    noon = datetime(2027, 4, 3, 12, tzinfo=UTC)
    together = RequestSetFactory(closes_at=noon)
    asked = RequestFactory(
        unit__stay__place__locality__timezone="Europe/London",
        guest=together.guest,
        request_set=together,
        answer_by=noon,
    )

    pages = [page_of(client, asked, person) for person in (asked.guest, asked.host)]

    until = "before Saturday 3 April at 13:00."
    words = (
        f"it only goes ahead if all of them accept {until}",
        f"it only goes ahead if all of you accept {until}",
    )
    assert [one in page for one, page in zip(words, pages, strict=True)] == [True, True]


def test_a_first_yes_says_that_it_waits_and_shows_no_address(client, pair):
    mill, _ferry = pair

    page = client.get(agree(client, mill).url).text

    assert (
        "The dates were put on hold until the other hosts in this joint request answered." in page
    )
    assert mill.offer.place.address not in page
    assert "Withdraw my acceptance" in page
    assert "Propose changes" not in page


def test_the_last_yes_shows_the_agreement(client, pair):
    mill, ferry = pair
    agree(client, mill)

    page = client.get(agree(client, ferry).url).text

    assert "Everyone has accepted" in page
    assert ferry.offer.place.address in page
    assert Agreement.objects.count() == 2


def test_a_yes_is_taken_back_with_one_press(client, pair):
    mill, ferry = pair
    agree(client, mill)

    client.post(url_of("request-decline", mill.public_id))

    states = list(Request.objects.order_by("pk").values_list("state", flat=True))
    assert states == [RequestState.DECLINED, RequestState.RELEASED]
    assert not NightHold.objects.exists()
    page = page_of(client, ferry, ferry.host)
    assert "The joint request has ended" in page
    assert "The joint request didn’t work out" in page


def test_a_late_yes_is_refused_in_words(client, pair, time_machine):
    mill, _ferry = pair
    time_machine.shift(timedelta(days=6))

    page = client.get(agree(client, mill).url).text

    assert "This joint request has expired: not everyone accepted in time." in page
    assert Request.objects.get(pk=mill.pk).state == RequestState.SENT


def test_a_request_by_itself_says_nothing_of_sets(client):
    request = ProposalFactory().request

    assert "it only goes ahead if all of" not in page_of(client, request, request.host)


def test_the_page_asks_as_often_for_two_of_a_set_as_for_five(client, pair, count_queries):
    mill, _ferry = pair
    client.force_login(mill.guest)

    def page():
        client.get(url_of("request-detail", mill.public_id))

    page()
    few = count_queries(page)
    for _ in range(3):
        RequestFactory(guest=mill.guest, request_set=mill.request_set)

    assert count_queries(page) == few
