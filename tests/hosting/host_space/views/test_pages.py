"""What holds for every page of the host space: whose it is, what is kept, what is escaped."""

import pytest
from django.urls import reverse

from hosting.calendars.models import Session
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Unit
from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    ActivityFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert('mill')</script>"
OF_A_STAY = (
    "offer-overview",
    "offer-words",
    "offer-place",
    "offer-units",
    "offer-rates",
    "offer-photos",
    "offer-limits",
    "offer-finds",
    "offer-access",
    "offer-declaration",
    "offer-preview",
    "unit-add",
    "rate-choose",
)
DEEDS = ("offer-submit", "offer-take-back", "offer-pause", "offer-reopen", "offer-withdraw")


def url(name, *args):
    return reverse(f"hosting:{name}", args=args)


@pytest.mark.parametrize("name", OF_A_STAY)
def test_a_page_of_an_offer_is_its_hosts_only(client, name):
    stay = StayFactory()
    UnitFactory(stay=stay)
    RateFactory(offer=stay)

    visitor = client.get(url(name, stay.public_id)).status_code
    client.force_login(UserFactory())
    stranger = client.get(url(name, stay.public_id)).status_code
    client.force_login(stay.host)
    host = client.get(url(name, stay.public_id)).status_code

    assert (visitor, stranger, host) == (302, 404, 200)


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_of_an_offer_is_its_hosts_only(client, name):
    stay = StayFactory()
    client.force_login(UserFactory())

    assert client.post(url(name, stay.public_id)).status_code == 404
    assert client.get(url(name, stay.public_id)).status_code == 405
    assert Offer.objects.get().state == OfferState.OPEN


def test_parts_of_another_offer_are_not_there(client):
    mine = StayFactory()
    walk = ActivityFactory(host=mine.host)
    unit, session = UnitFactory(), SessionFactory()
    client.force_login(mine.host)

    answers = [
        client.get(url("unit-change", mine.public_id, unit.public_id)),
        client.get(url("session-change", walk.public_id, session.public_id)),
        client.post(url("session-cancel", walk.public_id, session.public_id)),
        client.get(url("rate-change", mine.public_id, 9)),
        client.get(url("rate-add", mine.public_id, "barter")),
        client.get(url("photo-describe", mine.public_id, "gane2345")),
        client.get(url("offer-sessions", mine.public_id)),
        client.get(url("offer-units", walk.public_id)),
        client.get(url("offer-declaration", walk.public_id)),
    ]

    assert {answer.status_code for answer in answers} == {404}


def test_removing_a_unit_of_somebody_else_removes_nothing(client):
    mine, unit = StayFactory(), UnitFactory()
    client.force_login(mine.host)

    client.post(url("unit-remove", mine.public_id, unit.public_id))

    assert list(Unit.objects.all()) == [unit]


def test_what_was_typed_comes_back_with_the_refusal(client):
    stay = StayFactory(draft=True)
    client.force_login(stay.host)

    answer = client.post(
        url("offer-words", stay.public_id), {"title": "", "words": "Half a story."}
    )

    assert answer.status_code == 422
    assert "Half a story." in answer.content.decode()
    assert stay.revisions.count() == 0


def test_a_script_is_only_words(client):
    stay = StayFactory(draft=True, title=SCRIPT, words=SCRIPT, house_rules=SCRIPT)
    UnitFactory(stay=stay, name=SCRIPT)
    RateFactory(offer=stay, own_name=SCRIPT, audience=SCRIPT, explanation=SCRIPT)
    client.force_login(stay.host)

    pages = [
        client.get(url(name, *args)).content.decode()
        for name, args in [
            *((name, [stay.public_id]) for name in OF_A_STAY),
            ("host-today", []),
            ("host-offers", []),
            ("unit-calendar", [stay.units.get().public_id]),
        ]
    ]

    assert [page.count("<script>alert") for page in pages] == [0] * len(pages)
    assert all("&lt;script&gt;" in page for page in pages)


def test_a_withdrawn_offer_can_be_read_and_not_changed(client):
    stay = StayFactory(state=OfferState.WITHDRAWN)
    client.force_login(stay.host)
    words = {
        "title": "Again",
        "words": "Words.",
        "lodging_kind": "in_home",
        "contract_party": "private",
        "language": "en",
    }

    page = client.get(url("offer-overview", stay.public_id))
    answer = client.post(url("offer-words", stay.public_id), words)

    assert page.status_code == 200
    assert page.context["page"].may_write is False
    assert answer.status_code == 422
    assert "This offer has been withdrawn." in answer.content.decode()


def test_a_session_of_another_host_is_never_cancelled(client):
    session = SessionFactory()
    mine = ActivityFactory()
    client.force_login(mine.host)

    client.post(url("session-cancel", mine.public_id, session.public_id))

    assert Session.objects.get().state == "scheduled"
