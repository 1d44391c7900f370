"""The public room: dormant without a trace, then three doors that stay up."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from emergency.enums import Door
from emergency.models import Activation, HousingRequest, Submission
from emergency.periodic import take_in_waiting
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    HospitalFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    in_days,
    lend_words,
    roof_words,
)
from tests.factories.geography import LocalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def activation():
    return ActivationFactory()


def door_url(activation, door="roof"):
    return reverse(f"emergency:door-{door}", args=[activation.address])


def test_nothing_is_there_while_no_emergency_is_open(client):
    dormant = ActivationFactory(draft=True)

    pages = ["/en/emergency/", "/fr/urgence/", door_url(dormant)]

    assert [client.get(page).status_code for page in pages] == [404] * 3
    assert "emergency" not in client.get("/en/offers/").text.lower()


def test_a_quiet_year_costs_no_question(client, count_queries, settings):
    ada = UserFactory()
    client.force_login(ada)
    pages = ("/en/offers/", reverse("accounts:settings"), reverse("hosting:community-list"))
    with_it = [_asked(client, count_queries, page) for page in pages]
    processors = settings.TEMPLATES[0]["OPTIONS"]["context_processors"]
    without = [one for one in processors if not one.startswith("emergency.")]
    options = settings.TEMPLATES[0]["OPTIONS"] | {"context_processors": without}
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"OPTIONS": options}]

    assert [_asked(client, count_queries, page) for page in pages] == with_it


def _asked(client, count_queries, page):
    client.get(page)
    return count_queries(lambda: client.get(page))


def test_every_page_has_one_calm_line_while_it_is_open(client, activation):
    page = client.get("/en/offers/").text

    assert "Emergency housing in Indre-et-Loire" in page
    assert reverse("emergency:room") in page


def test_room_leads_through_three_doors_in_both_languages(client, activation):
    english, french = client.get("/en/emergency/").text, client.get("/fr/urgence/").text

    assert [words in english for words in ("I need a roof", "I can lend one", "I can help")] == [
        True
    ] * 3
    assert "J’ai besoin d’un toit" in french
    assert f"/fr/urgence/{activation.address}/toit/" in french


def test_room_of_several_territories_asks_which(client, activation):
    other = ActivationFactory(territory="Loir-et-Cher", departments="41")

    page = client.get("/en/emergency/").text

    for one in (activation, other):
        assert reverse("emergency:doors", args=[one.address]) in page


def test_room_that_ends_takes_nobody_new(client):
    ending = ActivationFactory(ending=True)

    assert door_url(ending) not in client.get("/en/emergency/").text
    answer = client.post(door_url(ending), roof_words(ending, HospitalFactory()))
    assert answer.status_code == 422
    assert not Submission.objects.exists()


def test_room_hides_small_numbers(client, activation):
    HousingRequestFactory(activation=activation, state="housed")

    assert "fewer than 5" in client.get("/en/emergency/").text


def test_a_roof_is_asked_for_and_the_reference_stands_there_at_once(client, activation):
    answer = client.post(door_url(activation), roof_words(activation, HospitalFactory()))

    submission = Submission.objects.get()
    assert answer.url == submission.get_absolute_url()
    assert submission.reference in client.get(answer.url).text
    assert submission.words["phone"] == "+33612345611"


def test_the_same_press_twice_is_one_submission(client, activation):
    words = roof_words(activation, HospitalFactory())

    first, second = (client.post(door_url(activation), words) for _time in range(2))

    assert first.url == second.url
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"phone": "", "email": ""}, "phone"),
        ({"phone": "12"}, "phone"),
        ({"email": "nobody"}, "email"),
        ({"name": "two\nlines"}, "name"),
        ({"check_out": "2020-01-01"}, "check_out"),
        ({"check_in": "2020-01-01", "check_out": "2020-01-05"}, "check_out"),
        ({"check_out": "2999-01-01"}, "check_out"),
        ({"people": "13"}, "people"),
        ({"people": "0"}, "people"),
        ({"hospital": "", "workplace": ""}, "hospital"),
        ({"hospital": "999999"}, "hospital"),
        ({"category": "999999"}, "category"),
        ({"situation": "rich"}, "situation"),
        ({"travel_minutes": "500"}, "travel_minutes"),
        ({"key": "x"}, "key"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_typed_is_lost(client, activation, changes, field):
    words = roof_words(activation, HospitalFactory(), words="Night shifts", **changes)

    answer = client.post(door_url(activation), words)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Night shifts" in answer.text
    assert not Submission.objects.exists()


@pytest.mark.parametrize(("nights", "code"), [(2, 422), (3, 302)])
def test_a_stay_that_is_shorter_than_the_rules_say_is_refused_at_the_door(
    client, activation, nights, code
):
    Activation.objects.update(min_nights=3)
    dates = {"check_in": in_days(1).isoformat(), "check_out": in_days(1 + nights).isoformat()}

    answer = client.post(door_url(activation), roof_words(activation, HospitalFactory(), **dates))

    assert answer.status_code == code
    assert ("a stay has 3 nights at least" in answer.text) == (code == 422)


@pytest.mark.parametrize(("nights", "code"), [(4, 422), (5, 302)])
def test_whoever_lends_reads_of_the_empty_nights_and_lends_them_too(
    client, activation, nights, code
):
    Activation.objects.update(min_nights=3, gap_nights=2)
    url, until = door_url(activation, "lend"), in_days(nights).isoformat()

    hint = client.get(url).text
    answer = client.post(url, lend_words(LocalityFactory(name="Tours"), check_out=until))

    assert "After each stay 2 nights are kept empty" in hint
    assert answer.status_code == code
    assert ("Lend it for 5 nights or more" in answer.text) == (code == 422)


def test_a_place_of_work_that_is_in_no_list_can_be_written(client, activation):
    words = roof_words(activation, HospitalFactory(), hospital="", workplace="Home care Loches")

    client.post(door_url(activation), words)
    take_in_waiting()

    assert HousingRequest.objects.get().place_of_work == "Home care Loches"


def test_hospitals_of_elsewhere_are_not_in_the_list(client, activation):
    here, there = HospitalFactory(), HospitalFactory(department_code="41")

    page = client.get(door_url(activation)).text

    assert str(here) in page
    assert str(there) not in page


def test_a_place_is_lent_without_an_account(client, activation):
    tours = LocalityFactory(name="Tours")

    answer = client.post(door_url(activation, "lend"), lend_words(tours))

    assert answer.status_code == 302
    assert Submission.objects.get().door == Door.LEND
    assert Submission.objects.get().words["locality"] == tours.pk


def test_a_room_in_a_home_is_offered_only_where_the_rules_take_it(client, activation):
    tours = LocalityFactory(name="Tours")
    shared = lend_words(tours, kind="shared", household="mixed")

    assert client.post(door_url(activation, "lend"), shared).status_code == 422
    Activation.objects.update(whole_only=False)
    assert client.post(door_url(activation, "lend"), shared).status_code == 302


def test_somebody_helps_without_an_account(client, activation):
    words = {"name": "Sam", "email": "sam@example.org", "skills": ["call", "drive"]}
    key = client.get(door_url(activation, "help")).context["form"]["key"].value()

    answer = client.post(door_url(activation, "help"), {**words, "key": key})

    assert answer.status_code == 302


def test_too_many_forms_from_one_address_are_told_to_call(client, activation, settings):
    settings.EMERGENCY_SUBMISSIONS = settings.EMERGENCY_SUBMISSIONS | {"most": 1}
    hospital = HospitalFactory()
    client.post(door_url(activation), roof_words(activation, hospital))

    answer = client.post(door_url(activation), roof_words(activation, hospital))

    assert answer.status_code == 422
    assert "Please call us" in answer.text
    assert Submission.objects.count() == 1


class BrokenCache:
    """A Redis that is gone."""

    def __getattr__(self, name):
        def gone(*args, **options):
            raise ConnectionError(name)

        return gone


def test_the_doors_stand_while_the_cache_is_down(client, activation, monkeypatch):
    for module in ("core.remembering", "core.limits"):
        monkeypatch.setattr(f"{module}.cache", BrokenCache())

    assert client.get("/en/emergency/").status_code == 200
    answer = client.post(door_url(activation), roof_words(activation, HospitalFactory()))

    assert answer.status_code == 302
    assert Submission.objects.count() == 1


def test_a_door_costs_few_questions(client, activation, django_assert_max_num_queries):
    HospitalFactory.create_batch(30)
    words = roof_words(activation, HospitalFactory())
    client.get(door_url(activation))

    with django_assert_max_num_queries(4):
        client.get(door_url(activation))
    with django_assert_max_num_queries(9):
        client.post(door_url(activation), words)


@pytest.mark.parametrize("reach", ["06 12 34 56 11", "+33612345611", "Camille.Canary@example.org"])
@pytest.mark.parametrize("taken_in", [True, False])
def test_find_leads_back_by_reference_and_what_was_left_with_it(
    client, activation, reach, taken_in
):
    client.post(door_url(activation), roof_words(activation, HospitalFactory()))
    if taken_in:
        take_in_waiting()
    submission = Submission.objects.get()
    url = reverse("emergency:find", args=[activation.address])

    typed = {"reference": submission.reference.lower().replace("-", " "), "reach": reach}

    assert client.post(url, typed).url == submission.get_absolute_url()


@pytest.mark.parametrize("wrong", [{"reach": "06 12 34 99 99"}, {"reference": "AAAA-2222"}])
def test_find_tells_a_stranger_nothing(client, activation, wrong):
    request = HousingRequestFactory(activation=activation, contact__phone="+33612345611")
    url = reverse("emergency:find", args=[activation.address])

    answer = client.post(url, {"reference": request.reference, "reach": "0612345611"} | wrong)

    assert answer.status_code == 422
    assert "We don’t find this reference" in answer.text


def test_find_is_tried_ten_times_and_no_more(client, activation):
    request = HousingRequestFactory(activation=activation, contact__phone="+33612345611")
    url = reverse("emergency:find", args=[activation.address])
    for _time in range(10):
        client.post(url, {"reference": "AAAA-2222", "reach": "0612345611"})

    answer = client.post(url, {"reference": request.reference, "reach": "0612345611"})

    assert answer.status_code == 422


def test_rules_are_public(client, activation):
    page = client.get(reverse("emergency:rules", args=[activation.address])).text

    assert "Board of 3 May" in page
    assert "one minute of travel" in page


def test_no_page_of_the_room_names_a_street_or_a_telephone(client, activation):
    HousingOfferFactory(activation=activation, contact__phone="+33639981234")
    HousingRequestFactory(activation=activation, contact__phone="+33639985678")
    cache.clear()

    pages = ["/en/emergency/", reverse("emergency:rules", args=[activation.address])]

    for page in pages:
        said = client.get(page).text
        assert [word in said for word in ("Canary", "C4N4RY", "63998", "Dominique")] == [False] * 4
