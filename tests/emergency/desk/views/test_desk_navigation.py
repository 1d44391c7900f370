"""Through the queue: one comes back to the list where one was, and goes on to the next request."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.requests import Situation
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    in_days,
    looking,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def activation():
    return ActivationFactory()


@pytest.fixture
def duty(client, activation):
    duty = DutyFactory(activation=activation)
    client.force_login(duty.person)
    return duty


def url(name, activation, *args):
    return reverse(f"emergency:{name}", args=[activation.address, *args])


def in_line(activation, number=3, **changes):
    """Requests whose clocks run out one after the other."""
    now = timezone.now()
    return [
        HousingRequestFactory(
            activation=activation, next_action_at=now + timedelta(hours=hours), **changes
        )
        for hours in range(1, number + 1)
    ]


def round_at(client, request):
    return client.get(request.get_absolute_url()).context["queue"]


def test_the_way_through_the_queue_begins_with_who_has_no_roof_tonight(client, activation, duty):
    first, second = in_line(activation, 2)
    tonight = HousingRequestFactory(
        activation=activation,
        situation=Situation.NOWHERE,
        check_in=in_days(0),
        next_action_at=timezone.now() + timedelta(hours=9),
    )

    rounds = [round_at(client, one) for one in (tonight, first, second)]

    assert [(one.before, one.after) for one in rounds] == [
        ("", first.get_absolute_url()),
        (tonight.get_absolute_url(), second.get_absolute_url()),
        (first.get_absolute_url(), ""),
    ]


def test_once_a_host_is_asked_one_is_back_in_the_list_where_one_was(client, activation, duty):
    request, home = looking(activation=activation), HousingOfferFactory(activation=activation)
    client.get(url("desk", activation), {"only": "match", "page": "2"})

    answer = client.post(url("request-ask", activation, request.public_id, home.public_id))

    assert answer.url == f"{url('desk', activation)}?only=match&page=2"
    assert Proposal.objects.count() == 1


def test_an_ask_that_is_refused_stays_with_its_request(client, activation, duty):
    request = looking(activation=activation)
    stale = HousingOfferFactory(activation=activation, stale=True)

    answer = client.post(url("request-ask", activation, request.public_id, stale.public_id))

    assert answer.url == request.get_absolute_url()


@pytest.mark.parametrize(
    ("state", "action"),
    [
        ("verifying", "ask"),
        ("verifying", "ineligible"),
        ("matching", "refer"),
        ("matching", "unmet"),
        ("matching", "withdraw"),
    ],
)
def test_done_request_leads_back_to_the_list(client, activation, duty, state, action):
    request = HousingRequestFactory(activation=activation, state=state)

    step = url(f"request-step-{action}", activation, request.public_id)
    answer = client.post(step, {"reason": "As they said"})

    assert answer.url == f"{url('desk', activation)}?only=all&page=1"


def test_a_duplicate_and_a_request_that_is_handed_back_lead_to_the_list(client, activation, duty):
    first, second = (HousingRequestFactory(activation=activation) for _ in range(2))

    answers = [
        client.post(
            url("request-duplicate", activation, second.public_id), {"reference": first.reference}
        ),
        client.post(url("request-hand-back", activation, first.public_id)),
    ]

    assert {answer.url for answer in answers} == {f"{url('desk', activation)}?only=all&page=1"}
    wrong = client.post(url("request-duplicate", activation, first.public_id), {"reference": "x"})
    assert wrong.status_code == 422


def test_while_something_is_left_to_do_one_stays(client, activation, duty):
    request = HousingRequestFactory(activation=activation)

    answer = client.post(url("request-take", activation, request.public_id))

    assert answer.url == request.get_absolute_url()


def test_the_neighbours_stand_as_in_the_queue(client, activation, duty):
    first, second, third = in_line(activation)

    here = round_at(client, second)

    assert (here.before, here.after) == (first.get_absolute_url(), third.get_absolute_url())
    assert (round_at(client, first).before, round_at(client, third).after) == ("", "")


def test_of_one_hour_the_more_urgent_comes_first_then_the_older(client, activation, duty):
    in_line(activation)
    HousingRequest.objects.update(next_action_at=timezone.now(), urgency=20)
    old, urgent, young = HousingRequest.objects.order_by("pk")
    HousingRequest.objects.filter(pk=urgent.pk).update(urgency=70)

    here = round_at(client, old)

    assert (here.before, here.after) == (urgent.get_absolute_url(), young.get_absolute_url())
    assert round_at(client, young).before == old.get_absolute_url()


def test_the_neighbours_are_of_the_part_in_which_one_works(client, activation, duty):
    first, _other, last = in_line(activation)
    HousingRequest.objects.filter(pk__in=[first.pk, last.pk]).update(state="matching")
    client.get(url("desk", activation), {"only": "match"})
    first.refresh_from_db()

    assert round_at(client, first).after == last.get_absolute_url()


def test_a_coordinator_of_one_hospital_is_led_to_none_of_another(client, activation, duty):
    first, _other, last = in_line(activation)
    duty.hospitals.set([first.hospital, last.hospital])

    assert round_at(client, first).after == last.get_absolute_url()


def test_a_request_that_ended_leads_to_the_first_that_waits(client, activation, duty):
    first, _second, _third = in_line(activation)
    ended = HousingRequestFactory(activation=activation, state="withdrawn")

    here = round_at(client, ended)

    assert (here.before, here.after) == ("", first.get_absolute_url())


def test_a_part_that_isn_t_one_is_all_of_the_queue(client, activation, duty):
    [request] = in_line(activation, 1)
    client.get(url("desk", activation), {"only": "nonsense", "page": "x"})

    assert round_at(client, request).list_url == f"{url('desk', activation)}?only=all&page=1"


def test_the_list_one_came_from_stands_beside_an_open_request(client, activation, duty):
    first, second, other = in_line(activation)
    HousingRequest.objects.filter(pk__in=[first.pk, second.pk]).update(state="matching")
    client.get(url("desk", activation), {"only": "match"})

    page = client.get(second.get_absolute_url())

    listing = page.context["listing"]
    assert [row.reference for row in listing.rows] == [first.reference, second.reference]
    assert page.text.count('aria-current="page"') == 2  # its tab, and its row
    assert f'href="{listing.url}?only=late"' in page.text
    assert other.reference not in page.text


def test_the_first_of_the_queue_is_shown_beside_it(client, activation, duty):
    first, second = in_line(activation, 2)

    page = client.get(url("desk", activation)).text

    assert f'src="{first.get_absolute_url()}"' in page
    assert f'src="{second.get_absolute_url()}"' not in page


def test_nothing_is_shown_beside_a_queue_that_is_empty(client, activation, duty):
    assert "<page-part" not in client.get(url("desk", activation)).text


def test_from_the_queue_to_a_host_who_is_asked_are_two_presses(client, activation, duty):
    """Opening the request is the third; what comes after is up to the host and the requester."""
    request = HousingRequestFactory(activation=activation)
    home = HousingOfferFactory(activation=activation)
    client.post(url("rosters", activation), {"roster": _list_with(request)})

    verify = url("request-verify-roster", activation, request.public_id)
    client.post(verify)
    client.post(url("request-ask", activation, request.public_id, home.public_id))

    assert HousingRequest.objects.get().state == "proposed"


def _list_with(request):
    return SimpleUploadedFile("list.csv", f"{request.contact.phone}\n".encode())
