"""The public room: dormant without a trace, then three doors that stay up."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from emergency.activations.actions.switching import propose_switch
from emergency.activations.models.activations import Activation
from emergency.activations.states.switching import SwitchChange
from emergency.housing.models.requests import HousingRequest
from emergency.intake.choices import IntakeType
from emergency.intake.models.submissions import Submission
from emergency.intake.periodic import process_waiting_submissions
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
from tests.factories.hosting import StayFactory
from tests.quotas import limit

pytestmark = pytest.mark.django_db


@pytest.fixture
def activation():
    return ActivationFactory()


def door_url(activation, door="roof"):
    return reverse(f"emergency:intake-{door}", args=[activation.address])


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
    assert reverse("emergency:landing") in page


def test_landing_leads_to_three_forms_in_both_languages(client, activation):
    english, french = client.get("/en/emergency/").text, client.get("/fr/urgence/").text

    assert [
        words in english for words in ("I need a place to stay", "I can lend a home", "I can help")
    ] == [True] * 3
    assert "J’ai besoin d’un toit" in french
    assert f"/fr/urgence/{activation.address}/toit/" in french


def test_room_of_several_territories_asks_which(client, activation):
    other = ActivationFactory(territory="Loir-et-Cher", departments="41")

    page = client.get("/en/emergency/").text

    for one in (activation, other):
        assert reverse("emergency:intake", args=[one.address]) in page


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
        pytest.param({"check_out": "2020-01-01"}, "check_out", id="check-out-2020"),
        pytest.param(
            {"check_in": "2020-01-01", "check_out": "2020-01-05"}, "check_out", id="check-in-2020"
        ),
        pytest.param({"check_out": "2999-01-01"}, "check_out", id="check-out-2999"),
        pytest.param({"people": "13"}, "people", id="people-13"),
        pytest.param({"people": "0"}, "people", id="people-0"),
        pytest.param({"hospital": "", "workplace": ""}, "hospital", id="hospital"),
        pytest.param({"hospital": "nowhere at all"}, "hospital", id="nowhere-at-all"),
        pytest.param({"category": "999999"}, "category", id="category"),
        pytest.param({"situation": "rich"}, "situation", id="situation-rich"),
        pytest.param({"travel_minutes": "500"}, "travel_minutes", id="travel-minutes"),
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
def test_a_stay_shorter_than_the_rules_is_refused(client, activation, nights, code):
    Activation.objects.update(min_nights=3)
    dates = {"check_in": in_days(1).isoformat(), "check_out": in_days(1 + nights).isoformat()}

    answer = client.post(door_url(activation), roof_words(activation, HospitalFactory(), **dates))

    assert answer.status_code == code
    assert ("a stay must last at least 3 nights" in answer.text) == (code == 422)


@pytest.mark.parametrize(("nights", "code"), [(4, 422), (5, 302)])
def test_whoever_lends_reads_of_the_empty_nights_and_lends_them_too(
    client, activation, nights, code
):
    Activation.objects.update(min_nights=3, gap_nights=2)
    url, until = door_url(activation, "lend"), in_days(nights).isoformat()

    hint = client.get(url).text
    answer = client.post(url, lend_words(LocalityFactory(name="Tours"), check_out=until))

    assert "After each stay, 2 nights are kept empty" in hint
    assert answer.status_code == code
    assert ("Lend the home for at least 5 nights" in answer.text) == (code == 422)


def test_a_place_of_work_that_is_in_no_list_can_be_written(client, activation):
    words = roof_words(activation, HospitalFactory(), hospital="", workplace="Home care Loches")

    client.post(door_url(activation), words)
    process_waiting_submissions()

    assert HousingRequest.objects.get().place_of_work == "Home care Loches"


def test_hospitals_of_elsewhere_are_not_taken(client, activation):
    here, there = HospitalFactory(), HospitalFactory(department_code="41")

    asked = [
        client.post(door_url(activation), roof_words(activation, work)) for work in (here, there)
    ]

    assert [answer.status_code for answer in asked] == [302, 422]
    assert "hospital" in asked[1].context["form"].errors


def test_a_place_is_lent_without_an_account(client, activation):
    tours = LocalityFactory(name="Tours")

    answer = client.post(door_url(activation, "lend"), lend_words(tours))

    assert answer.status_code == 302
    assert Submission.objects.get().intake_type == IntakeType.OFFER
    assert Submission.objects.get().words["locality"] == tours.pk


@pytest.mark.parametrize("field", ["words", "access_hours"])
@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Call me on 06 11 22 33 44.", id="telephone"),
        pytest.param("ada@example.org", id="mail"),
        pytest.param("www.example.org/flat", id="website"),
    ],
)
def test_home_hides_private_details_at_signing(client, activation, words, field):
    tours = LocalityFactory(name="Tours")
    typed = lend_words(tours, **{field: words})

    answer = client.post(door_url(activation, "lend"), typed)

    assert answer.status_code == 422
    assert "your guest will read this text before signing" in answer.text
    assert words in answer.text
    assert not Submission.objects.exists()


def test_what_is_too_long_is_not_looked_through(client, activation, monkeypatch):
    looked_at = []
    monkeypatch.setattr("emergency.housing.validators.private_in", looked_at.append)
    typed = lend_words(LocalityFactory(name="Tours"), words="06 11 22 33 44 " * 100)

    answer = client.post(door_url(activation, "lend"), typed)

    codes = [error.code for error in answer.context["form"].errors.as_data()["words"]]
    assert (codes, looked_at) == (["max_length"], [])


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
    limit(settings, emergency_forms=1)
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


def test_the_forms_stand_while_the_cache_is_down(client, activation, monkeypatch):
    for module in ("core.cache.caching", "core.quotas.counters"):
        monkeypatch.setattr(f"{module}.cache", BrokenCache())

    assert client.get("/en/emergency/").status_code == 200
    answer = client.post(door_url(activation), roof_words(activation, HospitalFactory()))

    assert answer.status_code == 302
    assert Submission.objects.count() == 1


def test_an_intake_form_costs_few_questions(client, activation, django_assert_max_num_queries):
    HospitalFactory.create_batch(30)
    words = roof_words(activation, HospitalFactory())
    client.get(door_url(activation))

    with django_assert_max_num_queries(4):
        client.get(door_url(activation))
    with django_assert_max_num_queries(9):
        client.post(door_url(activation), words)


@pytest.mark.parametrize(
    "reach",
    [
        "06 12 34 56 11",
        "+33612345611",
        pytest.param("Camille.Canary@example.org", id="camille-canary"),
    ],
)
@pytest.mark.parametrize("taken_in", [True, False])
def test_find_leads_back_by_reference_and_contact(client, activation, reach, taken_in):
    client.post(door_url(activation), roof_words(activation, HospitalFactory()))
    if taken_in:
        process_waiting_submissions()
    submission = Submission.objects.get()
    url = reverse("emergency:find", args=[activation.address])

    typed = {"reference": submission.reference.lower().replace("-", " "), "reach": reach}

    assert client.post(url, typed).url == submission.get_absolute_url()


@pytest.mark.parametrize("wrong", [{"reach": "06 12 34 99 99"}, {"reference": "AAAA-2222"}])
def test_find_tells_a_stranger_nothing(client, activation, wrong):
    request = HousingRequestFactory(activation=activation, contact__phone="+33612345611")
    url = reverse("emergency:find", args=[activation.address])

    answer = client.post(url, {"reference": request.reference, "reach": "0612345611"} | wrong)
    again = client.get(url)  # the same tab, or the other language

    assert answer.status_code == 422
    assert "We can’t find this reference" in answer.text
    landing = reverse("emergency:intake", args=[activation.public_id])
    assert (again.status_code, again.url) == (302, landing)


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
    assert "each minute of travel" in page
    assert [cost in page for cost in ("each extra move", "each wish met")] == [False] * 2


def test_no_page_of_the_room_names_a_street_or_a_telephone(client, activation):
    HousingOfferFactory(activation=activation, contact__phone="+33639981234")
    HousingRequestFactory(activation=activation, contact__phone="+33639985678")
    cache.clear()

    pages = ["/en/emergency/", reverse("emergency:rules", args=[activation.address])]

    for page in pages:
        said = client.get(page).text
        assert [word in said for word in ("Canary", "C4N4RY", "63998", "Dominique")] == [False] * 4


def banner_of(client, page="/en/offers/"):
    found = re.search(r'<aside class="banner".*?</aside>', client.get(page).text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


@pytest.mark.parametrize(
    ("traits", "words"),
    [
        pytest.param(
            {}, "Emergency housing in Indre-et-Loire Ask for housing or lend a home", id="open"
        ),
        pytest.param(
            {"ending": True},
            "Emergency housing in Indre-et-Loire is ending Find your request or offer",
            id="ending",
        ),
        pytest.param(
            {"is_drill": True},
            "Drill, not a real emergency. Emergency housing in "
            "Indre-et-Loire Ask for housing or lend a home",
            id="drill",
        ),
        (
            {"is_drill": True, "ending": True},
            "Drill, not a real emergency. Emergency housing in "
            "Indre-et-Loire is ending Find your request or offer",
        ),
        ({"draft": True, "is_drill": True}, ""),
    ],
)
def test_the_banner_of_every_page_says_how_it_stands(client, traits, words):
    ActivationFactory(**traits)

    assert banner_of(client) == words


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (
            {},
            {"ending": True},
            "Emergency housing in Indre-et-Loire · Emergency housing in "
            "Loiret is ending Ask for housing or lend a home",
        ),
        (
            {"ending": True},
            {"ending": True},
            "Emergency housing in Indre-et-Loire is ending · Emergency "
            "housing in Loiret is ending Find your request or offer",
        ),
        (
            {"is_drill": True},
            {},
            "Emergency housing in Loiret · Emergency housing in "
            "Indre-et-Loire (drill, not a real emergency) Ask for housing or "
            "lend a home",
        ),
        (
            {"is_drill": True},
            {"ending": True},
            "Emergency housing in Loiret is ending · Emergency housing in "
            "Indre-et-Loire (drill, not a real emergency) Find your request "
            "or offer",
        ),
    ],
)
def test_banner_names_each_open_emergency(client, first, second, words):
    ActivationFactory(**first)
    ActivationFactory(territory="Loiret", **second)

    assert banner_of(client) == words


def test_chooser_lists_real_emergencies_first_and_says_what_ends(client):
    ActivationFactory(is_drill=True, ending=True, territory="Cher")
    ActivationFactory(is_drill=True, territory="Loiret")
    ActivationFactory(ending=True, territory="Indre")
    ActivationFactory(territory="Indre-et-Loire")

    page = client.get("/en/emergency/").text

    parts = ("title", "text")
    found = [re.findall(rf'emergency-card__{part}">([^<]+)<', page) for part in parts]
    assert list(zip(*found, strict=True)) == [
        ("Indre-et-Loire", "Ask for housing or lend a home"),
        ("Indre", "This emergency is ending: find your request or offer"),
        ("Loiret", "Drill, not a real emergency"),
        (
            "Cher",
            "Drill, not a real emergency. The drill is ending: find your request or offer",
        ),
    ]


def test_request_page_of_a_drill_says_so_once_below_its_heading(client):
    request = HousingRequestFactory(activation=ActivationFactory(is_drill=True))

    page = client.get(request.submission.get_absolute_url()).text

    assert page.count("This is a drill") == 1
    assert re.findall(r"<h1>\s*(.*?)\s*</h1>", page) == ["We have your request"]


def test_the_page_of_an_offer_has_the_banner_too(client):
    ActivationFactory(ending=True)
    offer = StayFactory()

    assert "Emergency housing in Indre-et-Loire is ending" in banner_of(
        client, offer.get_absolute_url()
    )


def test_a_kept_page_says_that_it_ends_at_the_next_visit(client, ruler):
    """Pages that all strangers read alike are kept until anything is written."""
    activation = ActivationFactory(is_drill=True)
    page = StayFactory().get_absolute_url()
    before = [banner_of(client, page) for _visit in range(2)]

    propose_switch(activation=activation, change=SwitchChange.END, by=ruler)

    assert ["Emergency housing in Indre-et-Loire is ending" in one for one in before] == [
        False,
        False,
    ]
    assert "Emergency housing in Indre-et-Loire is ending" in banner_of(client, page)


def test_an_ending_emergency_invites_nobody_and_leads_to_what_one_has(client):
    ending = ActivationFactory(ending=True)
    room = client.get("/en/emergency/").text

    assert "This emergency is ending" in room
    assert "less than a minute" not in room
    assert "We can fill in the form with you." not in room
    assert "What happens next" not in room
    assert reverse("emergency:find", args=[ending.address]) in room
    assert not any(door_url(ending, door) in room for door in IntakeType.values)


@pytest.mark.parametrize("door", IntakeType.values)
def test_a_form_of_an_ending_emergency_leads_back_to_its_page(client, door):
    ending = ActivationFactory(ending=True)

    answer = client.get(door_url(ending, door))

    assert answer.url == reverse("emergency:intake", args=[ending.address])


def test_several_territories_say_each_how_it_stands(client):
    ActivationFactory(territory="Loiret", ending=True)
    ActivationFactory(territory="Cher", is_drill=True)

    text = client.get("/en/emergency/").text

    assert "This emergency is ending: find your request or offer" in text
    assert "Drill, not a real emergency" in text


@pytest.mark.parametrize(("is_drill", "said"), [(True, True), (False, False)])
def test_every_public_page_of_a_drill_says_so(client, is_drill, said):
    drill = ActivationFactory(is_drill=is_drill)
    request = HousingRequestFactory(activation=drill)
    pages = [
        "/en/emergency/",
        *(door_url(drill, door) for door in IntakeType.values),
        reverse("emergency:rules", args=[drill.address]),
        reverse("emergency:in-figures", args=[drill.address]),
        request.submission.get_absolute_url(),
    ]

    found = ["This is a drill" in client.get(page, follow=True).text for page in pages]

    assert found == [said] * len(pages)
