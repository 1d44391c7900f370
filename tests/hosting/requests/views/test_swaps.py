"""A house swap on pages: asked, proposed, agreed on and cancelled as one."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from hosting.offers.choices.lists import ExchangeMode
from hosting.offers.models.rates import Rate
from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MAY, UnitFactory
from tests.factories.swaps import JUNE, neighbours

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"hosting:{name}", args=args)


def typed(pair, **changes):
    rate = Rate.objects.get(offer=pair.theirs.stay, mode=ExchangeMode.HOUSE_SWAP)
    says = {
        "check_in": str(MAY.check_in),
        "check_out": str(MAY.check_out),
        "adults": "2",
        "rate": str(rate.pk),
        "message": "Shall we swap?",
        "own_stay": pair.mine.stay.public_id,
        "exchange_adults": "1",
        "key": str(uuid4()),
    }
    return says | changes


def ask(client, pair, **changes):
    client.force_login(pair.asker)
    url = url_of("request-ask", pair.theirs.stay.public_id)
    return client.post(url, typed(pair, **changes))


def test_a_swap_without_other_dates_is_for_the_same_nights(client):
    pair = neighbours()

    answer = ask(client, pair)

    request = Request.objects.get(is_counterpart=False)
    assert (answer.status_code, answer.url) == (302, request.get_absolute_url())
    assert (request.dates, request.counterpart.dates) == (MAY, MAY)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"own_stay": ""}, "To swap houses, choose one of your stays."),
        ({"own_stay": "nowhere1"}, "Choose one of your own stays."),
        ({"exchange_check_in": "2027-06-07"}, "Choose both days, with check-out after check-in."),
        ({"exchange_adults": "0"}, "Enter how many adults are coming: from 1 to"),
        ({"exchange_adults": "9"}, "The barn: There’s room here for"),
    ],
    ids=["none", "not-mine", "one-day", "nobody", "too-many"],
)
def test_what_is_typed_for_a_swap_is_refused(client, changes, words):
    pair = neighbours()

    answer = ask(client, pair, **changes)

    assert answer.status_code == 422
    assert words in answer.text
    assert Request.objects.count() == 0


def test_who_has_no_stay_reads_what_a_swap_needs(client):
    pair = neighbours()
    client.force_login(UserFactory())

    answer = client.post(
        url_of("request-ask", pair.theirs.stay.public_id), typed(pair, own_stay="")
    )

    assert "To swap houses, choose one of your stays. It needs to be published" in answer.text
    assert Request.objects.count() == 0


def test_each_side_reads_what_is_given_in_exchange(client):
    pair = neighbours()
    request = pair.ask()

    pages = {}
    for person in (request.guest, request.host):
        client.force_login(person)
        pages[person] = client.get(request.get_absolute_url()).text
    other = client.get(request.counterpart.get_absolute_url())

    assert f"In exchange, {request.host.display_name} stays at yours" in pages[request.guest]
    assert f"In exchange, you stay at {request.guest.display_name}’s" in pages[request.host]
    assert "Accept both stays" in pages[request.host]
    assert all("14 June" in page for page in pages.values())
    assert (other.status_code, other.url) == (302, request.get_absolute_url())


def test_a_proposal_moves_both_stays(client):
    request = neighbours().ask()
    client.force_login(request.host)
    url = url_of("proposal-make", request.public_id)
    form = client.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in values.items() if value is not None}

    client.post(url, data | {"exchange_check_in": "2027-06-08", "exchange_adults": "1"})

    proposal = request.counterpart.proposals.last()
    assert (proposal.check_in, proposal.check_out) == (date(2027, 6, 8), JUNE.check_out)
    assert (proposal.adults, request.proposals.last().dates) == (1, MAY)


def test_cancelling_warns_that_both_stays_fall(client):
    request = neighbours().ask()
    agreement = agree_to_proposal(proposal=request.proposals.get(), by=request.host)
    other = Request.objects.get(is_counterpart=True)
    client.force_login(request.guest)

    page = client.get(url_of("agreement-cancel", other.public_id)).text
    own_page = client.get(other.get_absolute_url()).text
    client.post(url_of("agreement-cancel", other.public_id))
    afterwards = client.get(other.get_absolute_url()).text

    assert "The other half of the swap" in afterwards
    assert "In exchange, " not in afterwards
    assert f"The other stay is cancelled with it: The mill, {agreement.reference}." in page
    assert "If one of you cancels, both stays are cancelled." in own_page
    states = set(Request.objects.values_list("state", flat=True))
    assert states == {RequestState.CANCELLED}


def test_who_has_no_stay_to_swap_reads_what_to_do(client):
    pair = neighbours()
    client.force_login(UserFactory())

    page = client.get(url_of("request-ask", pair.theirs.stay.public_id)).text

    assert "You can only choose “House swap” with a published stay of your own" in page
    assert f'href="{url_of("host-offers")}"' in page


def test_each_side_reads_before_agreeing_which_rooms_are_big_enough(client):
    pair = neighbours()
    UnitFactory(stay=pair.mine.stay, name="The nook", sleeps=1)
    UnitFactory(stay=pair.mine.stay, name="The loft", sleeps=4)
    request = pair.ask()
    pages = []

    for person in (pair.asker, request.host):
        client.force_login(person)
        pages.append(client.get(request.get_absolute_url()).text)

    words = f"whichever is free when you agree: {pair.mine.name}, The loft"
    assert [words in page for page in pages] == [True, True]
