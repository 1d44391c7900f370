"""The desk: for those on duty, by the clock, without a name or a telephone."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from emergency.activations.models.activations import Activation, Duty
from emergency.desk.presenters.board import board_of
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.offers import OfferState
from emergency.housing.states.requests import Situation
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    asked,
    housed,
    in_days,
    offered,
    roof_words,
)
from tests.factories.profiles import ProfileFactory, with_portrait

pytestmark = pytest.mark.django_db
RULES = {
    "territory": "Indre-et-Loire",
    "departments": "37",
    "operator": "Hirondelle",
    "responsible": "Nadia B.",
    "phone": "02 47 00 00 00",
    "reason": "A flood",
    "decision": "Board of 3 May",
    "opens": "07:00",
    "closes": "23:00",
    "price_rule": "free",
    "whole_only": "on",
    "min_nights": 1,
    "gap_nights": 1,
    "whole_check": 1,
    "shared_check": 2,
    "host_hours": 8,
    "near_hours": 72,
    "urgent_hours": 4,
    "requester_hours": 4,
    "asks_per_week": 5,
    "kept_days": 90,
    "quiet_from": "21:00",
    "quiet_until": "08:00",
}


@pytest.fixture
def activation():
    return ActivationFactory()


@pytest.fixture
def nadia(client, activation):
    person = DutyFactory(activation=activation).person
    client.force_login(person)
    return person


@pytest.fixture
def ruler(client):
    person = UserFactory()
    person.user_permissions.add(Permission.objects.get(codename="change_activation"))
    client.force_login(person)
    return person


def url(name, *args):
    return reverse(f"emergency:{name}", args=args)


def whole(**changes):
    """Every field of the rules, with the tables."""
    form = ActivationFactory.build()
    tables = {f"minutes_{step}": number for step, number in form.service_minutes.items()}
    tables |= {f"weight_{term}": number for term, number in form.weights.items()}
    days = {"review_on": in_days(20).isoformat(), "hard_end": in_days(90).isoformat()}
    return RULES | tables | days | changes


def test_a_stranger_finds_no_desk(client, activation):
    request, offer = HousingRequestFactory(activation=activation), HousingOfferFactory()
    client.force_login(UserFactory())
    address = activation.address
    pages = [
        url("activation-list"),
        url("activation-plan"),
        url("desk", address),
        url("desk-homes", address),
        url("rules-change", address),
        url("duties", address),
        url("phone", address, "roof"),
        url("request", address, request.public_id),
        url("offer", address, offer.public_id),
    ]

    assert [client.get(page).status_code for page in pages] == [404] * len(pages)


def test_a_visitor_is_asked_who_they_are(client, activation):
    assert client.get(url("desk", activation.address)).status_code == 302


def test_a_coordinator_rules_nothing(client, activation, nadia):
    address = activation.address

    for page in (url("rules-change", address), url("duties", address), url("activation-plan")):
        assert client.get(page).status_code == 404
    assert client.get(url("switch", address, "end")).status_code == 404
    assert client.post(url("switch", address, "end")).status_code == 404
    assert url("duties", address) not in client.get(url("desk", address)).text


def test_queue_shows_the_most_pressing_first(client, activation, nadia):
    now = timezone.now()
    later, late, soon = (
        HousingRequestFactory(activation=activation, next_action_at=now + timedelta(hours=hours))
        for hours in (9, -1, 3)
    )

    rows = client.get(url("desk", activation.address)).context["queue"].rows

    assert [row.reference for row in rows] == [one.reference for one in (late, soon, later)]


def test_clock_of_a_request_is_the_deadline_of_the_host_if_first(
    client, activation, nadia, time_machine
):
    morning = timezone.localtime().replace(hour=10, minute=0) + timedelta(days=1)
    time_machine.move_to(morning, tick=False)
    client.force_login(nadia)  # the session of yesterday is over
    ask = asked(activation=activation)
    before = HousingRequest.objects.get(pk=ask.request_id)

    queue = client.get(url("desk", activation.address)).context["queue"]
    page = client.get(before.get_absolute_url()).context["page"]

    hours = (ask.expires_at - timezone.now()) // timedelta(hours=1)
    assert ask.expires_at < before.next_action_at
    assert [row.clock.label for row in queue.rows] == [f"{hours} hours left"]
    assert page.clock.label == f"{hours} hours left"


def test_a_request_with_a_roof_names_home_and_town_and_the_yes_of_the_host(
    client, activation, nadia
):
    stay = housed(activation=activation)

    page = text_of(client.get(stay.request.get_absolute_url()))

    assert f"Home {stay.offer.reference} , {stay.offer.locality.name}" in page
    assert "The host said yes, waiting for the guest" in page


def test_what_people_sent_is_written_down_as_theirs(client, activation, nadia):
    request = HousingRequestFactory(activation=activation)
    offer = HousingOfferFactory(activation=activation)

    pages = [text_of(client.get(one.get_absolute_url())) for one in (request, offer)]

    assert ["the system" in page for page in pages] == [False, False]


def test_desk_message_box_says_who_is_written_to_and_who_reads(client, activation, nadia):
    ask = offered(activation=activation)
    desk = client.get(ask.request.get_absolute_url()).text
    pages = [client.get(one.submission.get_absolute_url()).text for one in (ask.request, ask.offer)]

    read = "Coordinators can read what you both write here."
    assert "You’re writing to both the guest and the host" in desk
    assert read not in desk
    assert [read in page for page in pages] == [True, True]


def test_the_desk_has_the_bar_of_phones(client, activation, nadia):
    pages = [client.get(url(name, activation.address)).text for name in ("desk", "intake")]

    assert ['class="mobile-bar"' in page for page in pages] == [True, True]
    client.logout()
    assert 'class="mobile-bar"' not in client.get(url("intake", activation.address)).text


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def test_a_home_with_a_guest_is_counted_as_lived_in_only(client, activation, nadia):
    stay = housed(activation=activation)
    week = board_of(activation, None).weeks[0]

    queue = client.get(url("desk", activation.address))
    homes = client.get(url("desk-homes", activation.address)).context["homes"].rows

    assert (queue.context["queue"].ready, "homes available" in queue.text) == (0, True)
    assert [(one.reference, one.state_label) for one in homes] == [
        (stay.offer.reference, "Occupied")
    ]
    assert (week.fresh, week.parked, week.lived_in) == (0, 0, 1)


@pytest.mark.parametrize(
    ("state", "has_clock"), [(OfferState.SUBMITTED, True), (OfferState.LIVE, False)]
)
def test_a_home_shows_the_promised_call(client, activation, nadia, state, has_clock):
    HousingOfferFactory(activation=activation, state=state)

    answer = client.get(url("desk-homes", activation.address))

    (home,) = answer.context["homes"].rows
    assert (home.clock is not None, "Call ·" in text_of(answer)) == (has_clock, has_clock)


def test_one_ready_home_is_named_in_the_singular(client, activation, nadia):
    HousingOfferFactory(activation=activation)

    page = client.get(url("desk", activation.address)).text

    assert "home available" in page
    assert "homes available" not in page


def test_queue_shows_who_has_no_roof_tonight_before_any_clock(client, activation, nadia):
    now = timezone.now()
    late = HousingRequestFactory(activation=activation, next_action_at=now - timedelta(hours=1))
    nowhere = {"activation": activation, "situation": Situation.NOWHERE}
    tomorrow = HousingRequestFactory(**nowhere, check_in=in_days(1), next_action_at=now)
    housed = HousingRequestFactory(
        **nowhere, check_in=in_days(0), state="housed", next_action_at=now + timedelta(hours=1)
    )
    tonight = HousingRequestFactory(
        **nowhere, check_in=in_days(0), next_action_at=now + timedelta(hours=9)
    )

    page = client.get(url("desk", activation.address))

    rows = page.context["queue"].rows
    assert [row.reference for row in rows] == [
        one.reference for one in (tonight, late, tomorrow, housed)
    ]
    assert [row.is_tonight for row in rows] == [True, False, False, False]
    assert page.text.count("Nowhere to sleep tonight") == 1


def test_queue_is_filtered_and_counts_each_part(client, activation, nadia):
    HousingRequestFactory(activation=activation)
    mine = HousingRequestFactory(activation=activation, owner=nadia, state="matching")
    HousingRequestFactory(activation=activation, state="withdrawn")

    queue = client.get(url("desk", activation.address), {"only": "mine"}).context["queue"]

    assert [row.reference for row in queue.rows] == [mine.reference]
    assert {one.key: one.count for one in queue.filters} == {
        "all": 2,
        "late": 0,
        "mine": 1,
        "verify": 1,
        "match": 1,
        "waiting": 0,
    }


def test_queue_of_a_perimeter_shows_its_own_hospitals(client, activation, nadia):
    here, there = HospitalFactory.create_batch(2)
    mine = HousingRequestFactory(activation=activation, hospital=here)
    HousingRequestFactory(activation=activation, hospital=there)
    Duty.objects.get(person=nadia).hospitals.set([here])

    queue = client.get(url("desk", activation.address)).context["queue"]

    assert [row.reference for row in queue.rows] == [mine.reference]
    assert queue.open == 1


def test_a_request_of_another_perimeter_is_not_found(client, activation, nadia):
    here, there = HospitalFactory.create_batch(2)
    mine = HousingRequestFactory(activation=activation, hospital=here)
    other = HousingRequestFactory(activation=activation, hospital=there)
    unlisted = HousingRequestFactory(activation=activation, hospital=None, workplace="A ward")
    Duty.objects.get(person=nadia).hospitals.set([here])

    looked = [client.get(one.get_absolute_url()).status_code for one in (mine, other, unlisted)]
    read = client.post(
        url("request-contact", activation.address, other.public_id), {"reason": "To call"}
    )

    assert looked == [200, 404, 404]
    assert read.status_code == 404
    assert not activation.reveals.exists()


def test_queue_asks_as_often_for_forty_as_for_one(client, activation, nadia, count_queries):
    page = url("desk", activation.address)
    HousingRequestFactory(activation=activation)
    client.get(page)
    one = count_queries(lambda: client.get(page))
    HousingRequestFactory.create_batch(40, activation=activation, owner=nadia)

    assert count_queries(lambda: client.get(page)) == one <= 15


def test_queue_has_pages_and_an_empty_state(client, activation, nadia):
    page = url("desk", activation.address)
    assert "No one is waiting here" in client.get(page).text
    HousingRequestFactory.create_batch(26, activation=activation)

    assert len(client.get(page).context["queue"].rows) == 25
    assert len(client.get(page, {"page": "2"}).context["queue"].rows) == 1
    assert client.get(page, {"page": "x", "only": "nonsense"}).status_code == 200


def test_no_page_of_the_desk_names_anybody(client, activation, nadia):
    request = HousingRequestFactory(activation=activation, contact__name="Xenia Canary")
    offer = HousingOfferFactory(activation=activation, contact__name="Yann Canary")
    address = activation.address
    pages = [
        url("desk", address),
        url("desk-homes", address),
        url("request", address, request.public_id),
        url("offer", address, offer.public_id),
    ]

    for page in pages:
        said = client.get(page).text
        words = ("Canary", "C4N4RY", request.contact.phone, offer.contact.email)
        assert [word in said for word in words] == [False] * 4


def test_a_request_is_taken_and_handed_back(client, activation, nadia):
    request = HousingRequestFactory(activation=activation)
    address, own = activation.address, request.public_id

    client.post(url("request-take", address, own))
    request.refresh_from_db()
    assert (request.owner, request.state) == (nadia, "submitted")

    client.post(url("request-hand-back", address, own))
    request.refresh_from_db()
    assert request.owner is None


@pytest.mark.parametrize(
    ("action", "typed", "state"),
    [
        ("ask", {"reason": "Which ward?"}, "needs_info"),
        ("ineligible", {"reason": "Not in the list"}, "ineligible"),
        ("refer", {"reason": "Hôtel de la Gare"}, "referred"),
        ("withdraw", {}, "withdrawn"),
    ],
)
def test_a_request_goes_along_its_table(client, activation, nadia, action, typed, state):
    request = HousingRequestFactory(activation=activation, state="verifying")

    client.post(url(f"request-step-{action}", activation.address, request.public_id), typed)

    assert HousingRequest.objects.get().state == state


@pytest.mark.parametrize("action", ["ask", "refer", "unmet"])
def test_a_step_without_its_reason_is_refused(client, activation, nadia, action):
    request = HousingRequestFactory(activation=activation, state="verifying")
    step = url(f"request-step-{action}", activation.address, request.public_id)

    answers = [client.post(step, typed) for typed in ({}, {"reason": " "})]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert HousingRequest.objects.get().state == "verifying"


def test_a_duplicate_is_named_by_its_reference(client, activation, nadia):
    first, second = HousingRequestFactory.create_batch(2, activation=activation)
    step = url("request-duplicate", activation.address, second.public_id)
    assert client.post(step, {"reference": "AAAA-2222"}).status_code == 422

    client.post(step, {"reference": first.reference})

    second.refresh_from_db()
    assert second.duplicate_of == first


def test_the_same_telephone_twice_is_shown_and_merged_by_nobody(client, activation, nadia):
    first = HousingRequestFactory(activation=activation)
    second = HousingRequestFactory(activation=activation, phone_digest=first.phone_digest)

    page = client.get(url("request", activation.address, second.public_id))

    assert [other.reference for other in page.context["page"].alike] == [first.reference]


def test_a_step_that_nobody_knows_is_not_there(client, activation, nadia):
    request = HousingRequestFactory(activation=activation)

    step = url("request-step-refer", activation.address, request.public_id)
    answer = client.post(step.replace("/refer/", "/explode/"))

    assert answer.status_code == 404


def test_a_caller_gets_a_reference_at_once(client, activation, nadia):
    page, hospital = url("phone", activation.address, "roof"), HospitalFactory()
    assert client.get(page).status_code == 200

    client.post(page, roof_words(activation, hospital, email=""))

    request = HousingRequest.objects.get()
    assert request.submission.typed_by == nadia
    assert request.reference in client.get(url("desk", activation.address)).text


def test_a_home_is_checked_and_made_ready(client, activation, nadia):
    offer = HousingOfferFactory(activation=activation, new=True)
    address, own = activation.address, offer.public_id

    client.post(url("offer-step-check", address, own))
    refused = client.post(url("offer-step-pass", address, own), {"level": "9"})
    client.post(url("offer-step-pass", address, own), {"level": "1"})

    offer.refresh_from_db()
    assert refused.status_code == 422
    assert offer.is_fresh


def test_homes_cost_the_same_for_many(client, activation, nadia, count_queries):
    page = url("desk-homes", activation.address)
    HousingOfferFactory(activation=activation)
    client.get(page)
    one = count_queries(lambda: client.get(page))
    HousingOfferFactory.create_batch(20, activation=activation)

    assert count_queries(lambda: client.get(page)) == one <= 15


def test_rules_that_are_refused_are_said_on_their_page(client, ruler, activation):
    answer = client.post(
        url("rules-change", activation.address), whole(review_on=in_days(-1).isoformat())
    )

    assert answer.status_code == 422
    assert "between tomorrow and 30 days from now" in answer.text


def press_and_confirm(client, activation, change):
    """The territory is typed by one person; another one confirms it in a browser of their own."""
    typed = {"territory": activation.territory}
    client.post(url("switch", activation.address, change), typed)
    proposal = activation.switch_proposals.open().get()
    other = Client()
    other.force_login(activation.duties.on_duty()[0].person)
    other.post(url("switch-confirm", activation.address, proposal.public_id))


def test_an_emergency_is_prepared_and_declared_by_hand(client, ruler):
    client.post(url("activation-plan"), whole())
    activation = Activation.objects.get()
    address = activation.address
    assert (activation.state, client.get("/en/emergency/").status_code) == ("draft", 404)

    for person in UserFactory.create_batch(2):
        client.post(url("duties", address), {"email": person.email, "sees_safety": "on"})
    press_and_confirm(client, activation, "declare")

    assert client.get("/en/emergency/").status_code == 200
    client.post(url("activation-renew", address), {"review_on": in_days(25).isoformat()})
    press_and_confirm(client, activation, "end")
    press_and_confirm(client, activation, "close")
    activation.refresh_from_db()
    assert (activation.state, activation.review_on) == ("closed", in_days(25))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("departments", "Touraine"),
        ("phone", "12"),
        ("work_domains", "not a domain"),
        ("minutes_decision", "0"),
        ("weight_move", "-1"),
        ("shared_check", "1"),
        ("hard_end", "2020-01-01"),
    ],
)
def test_a_rule_that_makes_no_sense_is_named(client, ruler, field, value):
    answer = client.post(url("activation-plan"), whole(**{field: value}))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_rules_change_shows_what_is_missing_and_keeps_what_was_written(client, ruler):
    draft = ActivationFactory(draft=True)
    CategoryFactory(activation=draft)
    page = url("rules-change", draft.address)
    assert "2 more coordinators" in client.get(page).text

    client.post(page, whole(gap_nights=3, minutes_decision=90))

    draft.refresh_from_db()
    assert (draft.gap_nights, draft.service_minutes["decision"]) == (3, 90)


def test_a_category_is_added_by_hand(client, ruler, activation):
    page = url("category-add", activation.address)

    refused = client.post(page, {"name_fr": "Pompiers", "name_en": "Firemen"})
    client.post(page, {"name_fr": "Pompiers", "name_en": "Firemen", "proofs": ["card"]})

    assert refused.status_code == 422
    assert [one.name_en for one in activation.categories.all()] == ["Firemen"]


def test_my_desk_leads_to_what_i_coordinate(client, activation, nadia):
    HousingRequestFactory(activation=activation, next_action_at=timezone.now())

    page = client.get(reverse("notifications:desk")).text

    assert url("desk", activation.address) in page


def test_the_people_on_duty_have_the_portraits_that_members_see(client, ruler, activation):
    profile = with_portrait(ProfileFactory())
    DutyFactory(activation=activation, person=profile.person)

    text = client.get(url("duties", activation.address)).text

    assert profile.portrait.renditions.get().file.url in text


@pytest.mark.parametrize("number", ["1" * 5_000, "9" * 19, "x", "٣"])
def test_duty_of_nobody_is_not_found(client, ruler, activation, number):
    answer = client.get(url("duties", activation.address), {"change": number})

    assert (answer.status_code, answer.context["form"].initial) == (200, {})


def test_a_home_stands_under_homes_and_says_what_its_check_means(client, activation, nadia):
    new = HousingOfferFactory(activation=activation, new=True)
    seen = HousingOfferFactory(activation=activation)

    pages = [client.get(one.get_absolute_url()) for one in (new, seen)]

    current = [tab.label for tab in pages[0].context["desk"].tabs if tab.is_current]
    assert current == ["Homes"]
    assert "0: not checked yet" in pages[0].text
    assert "2: home visited or seen by video, and household known" in pages[1].text


def test_who_may_prepare_an_emergency_finds_how_on_their_desk(client, ruler):
    Activation.objects.all().delete()

    page = client.get(reverse("notifications:desk")).text

    assert url("activation-plan") in page
    client.force_login(UserFactory())
    assert url("activation-plan") not in client.get(reverse("notifications:desk")).text


def test_the_end_of_an_emergency_stands_behind_more(client, ruler, activation):
    page = client.get(url("desk", activation.address))

    end = url("switch", activation.address, "end")
    assert page.text.count(f'href="{end}"') == 1
    assert page.text.index("desk-more") < page.text.index(end) < page.text.index("desk-split")
