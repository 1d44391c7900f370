"""The list and the pages of offers, as a visitor reads them."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from hosting.communities.errors import LocalRuleError
from hosting.communities.presenters.local_rules import rule_text
from hosting.communities.states import RuleKind
from hosting.notes.models import Note
from hosting.offers.choices.lists import ExchangeMode
from hosting.offers.models.access import AccessSurvey
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.stays import UnitBed
from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    ActivityFactory,
    AgreementFactory,
    InterestFactory,
    LocalRuleFactory,
    NeedFactory,
    OpeningHoursFactory,
    ProductFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.factories.media import PhotoFactory, RenditionFactory
from tests.search.indexing import index_offers
from tests.weights import MAP_LIBRARY, MOST_BYTES, scripts, weight
from ui.navigation import Link

pytestmark = pytest.mark.django_db

IN_JUNE = "check_in=2027-06-03&check_out=2027-06-06"
LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


def full_stay(count=1, **fields):
    """A stay with so many of everything."""
    stay = StayFactory(
        words="First.\n\nThen.", station_name="Loches", station_distance=2_100, **fields
    )
    RateFactory.create_batch(count, offer=stay, explanation="Bread: 10\nTime: 30")
    for unit in UnitFactory.create_batch(count, stay=stay):
        UnitBed.objects.create(unit=unit)
        agreement = AgreementFactory(request__unit=unit)
        between = {"author": agreement.guest, "about": stay.host, "words": "Thanks."}
        Note.objects.create(agreement=agreement, offer=stay, shown_at=timezone.now(), **between)
    stay.needs.set(NeedFactory.create_batch(count))
    stay.interests.set(InterestFactory.create_batch(count))
    stay.save()
    for photo in PhotoFactory.create_batch(count):
        OfferPhoto.objects.create(offer=stay, photo=photo)
        RenditionFactory(image=photo)
    AccessSurvey.objects.create(offer=stay, entrance_steps=0)
    return stay


@pytest.mark.parametrize("count", [1, 3])
def test_a_stay_asks_the_database_as_often_for_three_as_for_one(
    client, count, django_assert_num_queries
):
    stay = full_stay(count)

    with django_assert_num_queries(9):
        response = client.get(stay.get_absolute_url())

    assert len(response.context["page"].notes) == count


@pytest.mark.parametrize("count", [1, 3])
def test_an_activity_asks_the_database_as_often_for_three_as_for_one(
    client, count, django_assert_num_queries
):
    activity = ActivityFactory()
    SessionFactory.create_batch(count, activity=activity)

    with django_assert_num_queries(7):
        response = client.get(activity.get_absolute_url())

    assert len(response.context["page"].sessions) == count


def test_an_activity_shows_each_of_its_dates(client):
    activity = ActivityFactory()
    SessionFactory.create_batch(14, activity=activity)

    response = client.get(activity.get_absolute_url())

    dates = [f"<li>{session}</li>" for session in response.context["page"].sessions]
    page = response.content.decode()
    assert len(dates) == 14
    assert [date for date in dates if date not in page] == []
    assert page.count("Later dates") == 1
    assert page.count("Choose from all dates") == 1


@pytest.mark.parametrize("factory", [StayFactory, ActivityFactory, ProductFactory, TipFactory])
def test_every_kind_has_its_page(client, factory):
    offer = factory(title="Under the lime trees")

    response = client.get(offer.get_absolute_url())

    assert response.status_code == 200
    assert response.templates[0].name == f"public_pages/{offer.kind}_detail.html"


def test_an_old_slug_leads_to_the_new_one(client):
    offer = StayFactory(title="New name")

    response = client.get(f"/en/offers/old-name-{offer.public_id}/?month=2027-06")

    assert (response.status_code, response.url) == (
        302,
        f"{offer.get_absolute_url()}?month=2027-06",
    )


@pytest.mark.parametrize("address", ["no-such-offer-23456789", "23456789", "offer"])
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(f"/en/offers/{address}/").status_code == 404


@pytest.mark.parametrize(
    ("fields", "banner"),
    [
        pytest.param(
            {"draft": True},
            "Only you can see this page: the offer hasn’t been reviewed and published yet.",
            id="draft",
        ),
        pytest.param(
            {"state": OfferState.PAUSED},
            "Only you can see this page: you’ve paused this offer.",
            id="paused",
        ),
        pytest.param(
            {"state": OfferState.WITHDRAWN},
            "Only you can see this page: you’ve withdrawn this offer.",
            id="withdrawn",
        ),
    ],
)
def test_the_host_sees_a_hidden_offer_with_a_banner(client, fields, banner):
    offer = StayFactory(**fields)
    url = offer.get_absolute_url()

    to_a_stranger = client.get(url).status_code
    client.force_login(UserFactory())
    to_a_member = client.get(url).status_code
    client.force_login(offer.host)
    page = client.get(url).content.decode()

    assert (to_a_stranger, to_a_member) == (404, 404)
    assert banner in page
    assert 'content="noindex"' in page


def test_scripts_in_any_words_stay_words(client):
    bad = "</script><script>alert(1)</script>"
    stay = full_stay(title=f"A {bad}", without_car=bad, by_car=bad, host__display_name=bad)
    stay.words = f"{bad}\n\n{bad}"
    stay.save()

    page = client.get(stay.get_absolute_url()).content.decode()
    index_offers()
    listed = client.get("/en/offers/").content.decode()

    assert "<script>alert" not in page + listed
    assert listed.count("&lt;script&gt;alert") > 1
    assert json.loads(LINKED.search(page)[1])["name"] == f"A {bad}"


def test_a_page_carries_linked_data_and_its_canonical_address(client):
    stay = full_stay()
    url = f"http://testserver{stay.get_absolute_url()}"

    page = client.get(f"{stay.get_absolute_url()}?month=2027-06").content.decode()

    assert f'<link rel="canonical" href="{url}">' in page
    assert json.loads(LINKED.search(page)[1])["@id"] == url


def test_dates_of_the_address_are_chosen_in_the_calendar_and_the_form(client):
    stay = full_stay()

    response = client.get(
        f"{stay.get_absolute_url()}?check_in=2027-06-03&check_out=2027-06-05&month=2027-06"
    )

    june = response.context["page"].months[0]
    states = {night.date.day: night.state for week in june.weeks for night in week if night}
    assert [states[day] for day in (2, 3, 4, 5, 6)] == [
        "free",
        "chosen",
        "between",
        "departure",
        "free",
    ]
    assert 'value="2027-06-03"' in response.content.decode()


def test_the_calendar_opens_where_the_chosen_days_are(client):
    stay = full_stay()

    response = client.get(f"{stay.get_absolute_url()}?check_in=2027-09-03&check_out=2027-09-05")

    assert response.context["page"].months[0].first.isoformat() == "2027-09-01"


@pytest.mark.parametrize("month", ["", "nonsense", "2020-01", "9999-12", "%00"])
def test_a_month_out_of_reach_is_this_month(client, month):
    stay = full_stay()

    response = client.get(f"{stay.get_absolute_url()}?month={month}")

    assert response.context["page"].months[0].first.isoformat() == "2027-04-01"


def test_scripts_finds_what_is_imported_at_once_later_and_by_another():
    assert {
        "js/elements/date-range.js",  # import "…"
        "js/elements/place-field.js",  # import("…")
        "js/map-layers.js",  # import("…"), by an element
        MAP_LIBRARY,  # import("…"), by an element
    } <= scripts()


def test_an_offer_weighs_at_most_100_kib_without_its_photographs(client):
    stay = full_stay(3)

    response = client.get(stay.get_absolute_url())

    assert "<place-map" not in response.content.decode()
    assert weight(response) <= MOST_BYTES


def test_what_is_chosen_is_priced_in_the_panel_the_bar_and_each_rate(client):
    rate = RateFactory(amount=90)
    UnitFactory(stay=rate.offer.specific)

    page = client.get(f"{rate.offer.get_absolute_url()}?{IN_JUNE}&adults=2").text

    amounts = re.findall(r'price__amount">([^<]+)</span>\s*<span class="price__unit">([^<]+)', page)
    total = ("€270", "for 3 nights, 2 adults")
    assert amounts == [("€90", "per night"), total, total]  # the rate, then bar and panel
    assert "€270 for 3 nights, 2 adults</p>" in page


REFUSED = [
    pytest.param(
        {},
        "check_in=2027-05-03&check_out=2027-05-06",
        "These nights are already taken. Choose other dates.",
        id="taken-nights",
    ),
    pytest.param(
        {"min_nights": 4},
        IN_JUNE,
        "Stays here are for at least 4 nights. Choose a longer stay.",
        id="too-few-nights",
    ),
    pytest.param(
        {"season_from": 7},
        IN_JUNE,
        "This host takes guests from July to December. Choose dates in that season.",
        id="out-of-season",
    ),
    pytest.param(
        {},
        "adults=5",
        "There’s room here for 4 people at most. Reduce the number of "
        "people, or choose another offer.",
        id="too-many-people",
    ),
]


@pytest.mark.parametrize(("limits", "query", "words"), REFUSED)
def test_limits_of_the_host_are_said_before_sign_up(client, limits, query, words):
    unit = UnitFactory(stay=StayFactory(**limits))
    AgreementFactory(request__unit=unit)
    near = UnitFactory(sleeps=6).stay

    page = client.get(f"{unit.stay.get_absolute_url()}?{query}")

    shown = page.context["elsewhere"].neighbours
    with_dates = "check_in" in query
    assert words in page.text
    assert [one.title for one in shown] == ([near.title] if with_dates else [])
    assert ("Search with these dates" in page.text) is with_dates


@pytest.mark.parametrize(
    ("kind", "number", "query"),
    [
        pytest.param(RuleKind.MOST_NIGHTS, 2, IN_JUNE, id="most-nights"),
        pytest.param(RuleKind.LEAST_NOTICE, 90, IN_JUNE, id="least-notice"),
        (RuleKind.LARGEST_PARTY, 2, "adults=3"),
        pytest.param(
            RuleKind.CHILDREN_PER_ADULT, 2, "adults=1&children=3", id="children-per-adult"
        ),
    ],
)
def test_local_rules_are_said_before_sign_up(client, kind, number, query):
    stay = UnitFactory().stay
    rule = LocalRuleFactory(community=stay.community, kind=kind, number=number)

    silent = client.get(stay.get_absolute_url())
    chosen = client.get(f"{stay.get_absolute_url()}?{query}")

    refusal = LocalRuleError(community=stay.community.name, rule=rule_text(rule).text)
    assert (str(refusal) in silent.text, str(refusal) in chosen.text) == (False, True)


def test_where_no_money_is_asked_the_panel_says_what_is_hoped_for(client):
    offer = UnitFactory(stay__language="fr").stay
    hope = "Deux heures de désherbage."
    RateFactory(offer=offer, mode=ExchangeMode.SERVICE, amount=None, details=hope, hours=4)
    client.force_login(UserFactory())

    panel = client.get(offer.get_absolute_url()).text.partition('id="ask"')[2]
    form = client.get(f"{offer.get_absolute_url()}ask/").text

    assert "Helping hand" in panel
    assert "4 hours of help" in panel
    assert "4 hours of help" in form
    assert f'<span lang="fr">{hope}</span>' in panel
    assert f'<span class="choice-card__text" lang="fr">{hope}</span>' in " ".join(form.split())


def test_where_nights_are_taken_the_panel_leads_to_the_nearest_free_ones(client):
    unit = UnitFactory()
    AgreementFactory(request__unit=unit)
    address = unit.stay.get_absolute_url()

    page = client.get(f"{address}?check_in=2027-05-04&check_out=2027-05-06&adults=2")

    way = f"{address}?check_in=2027-05-06&check_out=2027-05-08&adults=2#ask"
    assert page.context["elsewhere"].free == Link(
        "Nearest available nights here: Thursday 6 – Saturday 8 May", way
    )
    assert way.replace("&", "&amp;") in page.text


def test_what_the_host_takes_is_refused_nowhere(client):
    unit = UnitFactory()

    page = client.get(f"{unit.stay.get_absolute_url()}?{IN_JUNE}&adults=4").text

    assert ("for 3 nights" in page, 'data-kind="bad"' in page) == (False, False)  # it has no rate


def test_who_has_not_said_how_many_come_is_not_too_few(client):
    stay = UnitFactory(stay__party_min=4).stay

    silent = client.get(f"{stay.get_absolute_url()}?{IN_JUNE}").text
    one, two = (
        client.get(f"{stay.get_absolute_url()}?{IN_JUNE}&adults={adults}").text for adults in (1, 2)
    )

    words = "This offer is for at least 4 people. Add people, or choose another offer."
    assert [words in page for page in (silent, one, two)] == [False, True, True]


def test_the_page_chooses_the_session_inside_the_dates_somebody_came_with(client):
    activity = ActivityFactory()
    day = timezone.now() + timedelta(days=30)
    for weeks in range(9):
        SessionFactory(activity=activity, starts_at=day + timedelta(weeks=weeks), seats=6)
    wanted = timezone.localdate(day + timedelta(weeks=8))
    dates = {"check_in": wanted - timedelta(days=1), "check_out": wanted + timedelta(days=1)}

    page = client.get(activity.get_absolute_url(), dates | {"adults": 2}).context["page"]
    crowd = client.get(activity.get_absolute_url(), dates | {"adults": 7}).context["page"]

    assert timezone.localdate(page.session.starts) == wanted
    assert page.sessions_to_ask == (page.session, *page.sessions[:5])
    assert crowd.session is None
    assert crowd.sessions_to_ask == crowd.sessions[:6]


def test_stay_shows_its_amenities_with_icons_in_the_order_of_the_list(client):
    stay = StayFactory(amenities=["garden", "wifi", "gone"])

    page = client.get(stay.get_absolute_url())

    facts = [(fact.icon, fact.label) for fact in page.context["page"].amenities]
    assert facts == [("wifi", "Wifi"), ("garden", "Garden")]
    assert 'id="amenities"' in page.text
    assert '"amenityFeature"' in page.text


def test_a_question_about_a_rate_and_who_answers_it_are_two_sentences(client):
    stay = StayFactory(host__display_name="Odile")
    RateFactory(offer=stay, explanation="Bread: 10\nTime: 30")

    page = " ".join(client.get(stay.get_absolute_url()).text.split())

    assert "<small> Explained by Odile </small>" in page


def test_opening_hours_stand_on_the_page_with_the_hosts_words(client):
    product = ProductFactory(language="fr", opening="Sonnez <fort>.")
    OpeningHoursFactory(offer=product, weekdays=[1, 2, 3, 4, 5], note="Sauf en août.")

    page = client.get(product.get_absolute_url()).content.decode()

    assert "Tuesday to Saturday" in page
    assert "09:00 to 12:00" in page
    assert '<small lang="fr">Sauf en août.</small>' in page
    assert page.count("Sonnez &lt;fort&gt;.") == 1


def test_names_of_rates_from_the_list_are_in_the_language_of_the_page(client):
    stay = StayFactory(language="fr")
    RateFactory(offer=stay, name="children", own_name="")
    RateFactory(offer=stay, own_name="Cousins")

    page = client.get(stay.get_absolute_url()).content.decode()

    assert '<p class="rate__name">Children</p>' in page
    assert '<p class="rate__name" lang="fr">Cousins' in page
    assert "In French" in page.partition('id="rates"')[2][:200]


def test_rates_from_the_list_alone_are_in_no_other_language(client):
    stay = StayFactory(language="fr")
    RateFactory(offer=stay, name="children", own_name="")

    page = client.get(stay.get_absolute_url()).content.decode()

    assert "In French" not in page.partition('id="rates"')[2][:200]
