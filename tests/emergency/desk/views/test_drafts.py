"""The page of drafts: a coordinator has everybody weighed, reads why, and asks."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from emergency.housing.actions.drafts import request_matching_run
from emergency.housing.models.drafts import MatchingRun
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.proposals import BlockedPair, Proposal
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    asked,
    looking,
    weighed,
)

pytestmark = pytest.mark.django_db

ELSEWHERE = "41"  # where nobody is expected before they ask


@pytest.fixture
def activation():
    return ActivationFactory()


@pytest.fixture
def nadia(client, activation):
    person = DutyFactory(activation=activation).person
    client.force_login(person)
    return person


def url(name, activation):
    return reverse(f"emergency:{name}", args=[activation.address])


def page_of(client, activation, **asked_for):
    return client.get(url("desk-matching", activation), asked_for)


def weighed_page(client, activation, nadia, **asked_for):
    weighed(activation, nadia)
    return page_of(client, activation, **asked_for)


def pairs(response):
    return {(row.who.reference, row.home.reference) for row in response.context["draft_page"].rows}


def some(activation, number=2):
    requests = [looking(activation=activation) for _ in range(number)]
    return requests, [HousingOfferFactory(activation=activation) for _ in range(number)]


def test_nothing_is_weighed_before_somebody_presses(client, activation, nadia):
    some(activation)

    response = page_of(client, activation)

    assert response.context["draft_page"].run is None
    assert "2 verified requests are waiting for a home." in response.text
    assert "Find matches for everyone waiting" in response.text
    assert "Refresh" not in response


def test_the_press_begins_a_run_and_the_page_looks_again_until_it_ends(client, activation, nadia):
    client.post(url("drafts-weigh", activation))

    waiting = page_of(client, activation)
    assert (waiting["Refresh"], "queued" in waiting.text) == ("2", True)
    assert "Find matches for everyone waiting" not in waiting.text

    MatchingRun.objects.update(state="weighing", requests=7, homes=9)
    assert "Requests: 7. Homes: 9." in page_of(client, activation).text


def test_a_second_press_says_who_is_having_it_weighed(client, activation, nadia):
    other = DutyFactory(activation=activation).person
    request_matching_run(activation=activation, by=other)

    said = client.post(url("drafts-weigh", activation), follow=True)

    assert f"{other.display_name} is already running the matching" in said.text


def test_a_run_that_was_given_up_is_said(client, activation, nadia):
    request_matching_run(activation=activation, by=nadia)
    MatchingRun.objects.update(state="given_up", ended_at=timezone.now())

    assert "The last matching run didn’t finish" in page_of(client, activation).text


def test_drafts_give_each_a_home_and_ask_nobody(client, activation, nadia):
    requests, homes = some(activation)

    response = weighed_page(client, activation, nadia)

    given = pairs(response)
    assert {request for request, _ in given} == {one.reference for one in requests}
    assert {home for _, home in given} == {one.reference for one in homes}
    assert Proposal.objects.count() == 0
    assert "Checked: no request is passed over for a suitable home" in response.text


def test_a_draft_is_asked_by_its_button_and_leads_back_there(client, activation, nadia):
    some(activation)
    row = weighed_page(client, activation, nadia).context["draft_page"].rows[0]

    answer = client.post(url("drafts-ask", activation), {"one": row.public_id, "page": "1"})

    assert answer.url == f"{url('desk-matching', activation)}?page=1"
    [proposal] = Proposal.objects.all()
    assert proposal.request.reference == row.who.reference
    left = client.get(answer.url)
    assert len(left.context["draft_page"].rows) == 1
    assert "1 host has been asked." in left.text


def test_those_that_are_ticked_are_asked_together(client, activation, nadia):
    some(activation, 3)
    rows = weighed_page(client, activation, nadia).context["draft_page"].rows

    ticked = {"draft": [row.public_id for row in rows[:2]]}
    said = client.post(url("drafts-ask", activation), ticked, follow=True)

    assert "2 hosts have been asked." in said.text
    assert Proposal.objects.count() == 2


def test_a_link_shows_the_page_with_all_of_them_ticked(client, activation, nadia):
    some(activation, 3)
    weighed(activation, nadia)

    nothing, everything = (
        page_of(client, activation, **asked_for).text for asked_for in ({}, {"selected": "all"})
    )

    assert "Select all on this page (3)" in nothing
    ticked = re.compile(r'name="draft"\s+value="\w+" checked')
    assert [len(ticked.findall(text)) for text in (nothing, everything)] == [0, 3]
    assert "Clear selection</a>" in everything


def test_enter_asks_for_what_is_ticked_and_never_for_the_first_row(client, activation, nadia):
    """A browser presses the first button of a form for whoever presses Enter in a box."""
    some(activation)

    text = weighed_page(client, activation, nadia).text

    assert text.index("Ask the selected hosts") < text.index("Ask this host")


def test_nothing_ticked_and_what_isnt_there_any_more_are_refused(client, activation, nadia):
    some(activation, 1)
    weighed(activation, nadia)

    nothing = client.post(url("drafts-ask", activation), follow=True)
    gone = client.post(url("drafts-ask", activation), {"draft": ["nonsense"]}, follow=True)

    assert "Select at least one suggested match." in nothing.text
    assert "This suggested match has been updated." in gone.text
    assert not Proposal.objects.exists()


def test_what_one_host_s_rules_refuse_is_said_and_the_others_are_asked(client, activation, nadia):
    _requests, homes = some(activation)
    rows = weighed_page(client, activation, nadia).context["draft_page"].rows
    HousingOffer.objects.filter(pk=homes[0].pk).update(state="parked")

    ticked = {"draft": [row.public_id for row in rows]}
    said = client.post(url("drafts-ask", activation), ticked, follow=True)

    assert "1 host has been asked." in said.text
    assert "this suggested match is out of date (not ready)." in said.text


def test_a_draft_that_is_out_of_date_stands_apart_and_says_why(client, activation, nadia):
    some(activation, 1)
    weighed(activation, nadia)
    HousingOffer.objects.update(sleeps=4)

    response = page_of(client, activation, only="stale")

    assert [row.change for row in response.context["draft_page"].rows] == [
        "the home has changed since this match was suggested"
    ]
    assert "Ask this host" not in response.text
    assert page_of(client, activation).context["draft_page"].rows == []


def test_drafts_leave_out_who_is_not_verified_or_already_asked_for(client, activation, nadia):
    HousingRequestFactory(activation=activation)
    asked(activation=activation)

    draft_page = weighed_page(client, activation, nadia).context["draft_page"]

    assert (draft_page.waiting, [part.count for part in draft_page.parts]) == (0, [0, 0, 0])


def test_whoever_came_after_the_weighing_is_counted(client, activation, nadia):
    some(activation, 1)
    weighed(activation, nadia)
    looking(activation=activation)

    assert "1 request hasn’t been considered yet." in page_of(client, activation).text


def test_drafts_leave_children_to_people(client, activation, nadia):
    looking(activation=activation, with_minors=True)
    HousingOfferFactory(activation=activation)

    [row] = weighed_page(client, activation, nadia, only="without").context["draft_page"].rows

    assert row.obstacles == ["Children are coming too, so a coordinator decides."]


def test_drafts_never_bring_a_blocked_pair_back(client, activation, nadia):
    request, home = looking(activation=activation), HousingOfferFactory(activation=activation)
    BlockedPair.objects.create(request=request, offer=home)

    assert pairs(weighed_page(client, activation, nadia)) == set()


def test_who_waits_is_told_what_would_help(client, activation, nadia):
    far = HospitalFactory(latitude=47.6, longitude=0.69)
    looking(activation=activation, hospital=far, travel_mode="car", travel_minutes=5)
    HousingOfferFactory(activation=activation)

    [row] = weighed_page(client, activation, nadia, only="without").context["draft_page"].rows

    assert row.obstacles == ["Every suitable home is too far from work."]
    [words] = row.reasons
    assert ("minutes’ travel instead of 5" in words, words.endswith("km away: 1 home")) == (
        True,
        True,
    )


def test_a_case_of_envy_names_who_comes_first(client, activation, nadia):
    [request], _homes = some(activation, 1)
    run = weighed(activation, nadia)
    envy = {"demand": request.reference, "supply": "H-1", "given_to": "R-2"}
    run.envies = [envy, {**envy, "demand": "of another perimeter"}]
    run.save()

    response = page_of(client, activation)

    assert [one.waits for one in response.context["draft_page"].envies] == [request.reference]
    assert f"Start with {request.reference}." in response.text


def test_a_coordinator_of_one_hospital_sees_theirs_though_all_are_weighed(client, activation):
    theirs, other = looking(activation=activation), looking(activation=activation)
    HousingOfferFactory.create_batch(2, activation=activation)
    whole = DutyFactory(activation=activation)
    drafts = weighed(activation, whole.person).drafts
    duty = DutyFactory(activation=activation)
    duty.hospitals.add(theirs.hospital)
    client.force_login(duty.person)

    response = page_of(client, activation)

    assert {request for request, _ in pairs(response)} == {theirs.reference}
    assert other.reference not in response.text
    client.post(url("drafts-ask", activation), {"one": drafts.get(request=other).public_id})
    assert not Proposal.objects.exists()


def test_drafts_show_no_name_and_no_telephone(client, activation, nadia):
    [request], [home] = some(activation, 1)

    text = weighed_page(client, activation, nadia).text

    for secret in (request.contact, home.contact):
        assert secret.name not in text
        assert str(secret.phone) not in text


def test_a_long_list_has_pages_and_a_page_past_the_end_is_the_last(client, activation, nadia):
    some(activation, 26)
    first = weighed_page(client, activation, nadia).context["draft_page"]

    last = page_of(client, activation, page="9").context["draft_page"]

    assert (len(first.rows), first.more) == (25, True)
    assert (len(last.rows), last.page, last.more) == (1, 2, False)


def test_drafts_ask_as_often_for_many_as_for_one(client, activation, nadia, count_queries):
    some(activation, 1)
    weighed_page(client, activation, nadia)  # what the frame remembers is read once
    one = count_queries(lambda: page_of(client, activation))

    some(activation, 12)
    weighed(activation, nadia)

    assert count_queries(lambda: page_of(client, activation)) == one <= 21


def test_drafts_are_for_those_on_duty_only(client, activation):
    client.force_login(UserFactory())

    assert page_of(client, activation).status_code == 404
    for press in ("drafts-weigh", "drafts-ask"):
        assert client.post(url(press, activation)).status_code == 404


def test_a_home_that_others_needed_this_week_is_left_to_them(client, activation, nadia):
    """A walker of last week needed the near home: a driver is sent to the far one."""
    hospital = HospitalFactory(latitude=47.39, longitude=0.69, department_code=ELSEWHERE)
    near = HousingOfferFactory(activation=activation, latitude=47.395, longitude=0.69)
    far = HousingOfferFactory(activation=activation, latitude=47.45, longitude=0.69)
    driver = looking(activation=activation, hospital=hospital, travel_mode="car", travel_minutes=40)
    before = pairs(weighed_page(client, activation, nadia))

    HousingRequestFactory(
        activation=activation, hospital=hospital, travel_mode="walk", travel_minutes=20
    )

    assert before == {(driver.reference, near.reference)}
    assert pairs(weighed_page(client, activation, nadia)) == {(driver.reference, far.reference)}


def test_requests_of_long_ago_weigh_nothing(client, activation, nadia):
    hospital = HospitalFactory(latitude=47.39, longitude=0.69, department_code=ELSEWHERE)
    near = HousingOfferFactory(activation=activation, latitude=47.395, longitude=0.69)
    HousingOfferFactory(activation=activation, latitude=47.45, longitude=0.69)
    looking(activation=activation, hospital=hospital, travel_mode="car", travel_minutes=40)
    old = HousingRequestFactory(
        activation=activation, hospital=hospital, travel_mode="walk", travel_minutes=20
    )
    old.created_at = timezone.now() - timedelta(days=8)
    old.save(update_fields=["created_at"])

    given = pairs(weighed_page(client, activation, nadia))

    assert {home for _, home in given} == {near.reference}
