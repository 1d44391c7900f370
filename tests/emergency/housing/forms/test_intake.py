"""The public forms: what somebody in need types, what becomes of it, and what is refused."""

from datetime import date, time
from uuid import uuid4

import pytest

from emergency.activations.selectors.workplaces import workplaces_of
from emergency.housing.forms.intake import (
    HelperForm,
    HousingOfferForm,
    HousingRequestForm,
    plain,
)
from emergency.housing.states.offers import AccessMode
from tests.factories.emergency import (
    ActivationFactory,
    HospitalFactory,
    in_days,
    lend_words,
    roof_words,
)
from tests.factories.geography import LocalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def activation():
    return ActivationFactory()


def roof_form(activation, **changes):
    words = roof_words(activation, HospitalFactory(), **dated(changes))
    return HousingRequestForm(words, activation=activation, workplaces=workplaces_of(activation))


def home_form(activation, **changes):
    words = lend_words(LocalityFactory(name="Tours"), **dated(changes))
    return HousingOfferForm(words, activation=activation)


def dated(changes):
    """`days`: the first and the last one, counted from today."""
    if "days" not in changes:
        return changes
    first, last = (in_days(number).isoformat() for number in changes["days"])
    rest = {name: value for name, value in changes.items() if name != "days"}
    return rest | {"check_in": first, "check_out": last}


def first_error(form):
    """The one field that is refused, and what its sentence begins with."""
    [(field, [sentence])] = form.errors.items()
    return field, sentence.split(".")[0]


def test_roof_form_keeps_plain_words_without_its_key(activation):
    form = roof_form(activation)

    assert form.is_valid()
    assert form.as_words() == {
        "name": "Camille",
        "phone": "+33612345611",
        "email": "camille.canary@example.org",
        "check_in": in_days(2).isoformat(),
        "check_out": in_days(16).isoformat(),
        "hospital": form.cleaned_data["hospital"],
        "workplace": "",
        "category": activation.categories.get().pk,
        "people": 1,
        "situation": "nowhere",
        "travel_mode": "bike",
        "travel_minutes": 30,
        "shift_begins": None,
        "shift_ends": None,
        "household": "alone",
        "with_minors": False,
        "pets": False,
        "step_free": False,
        "share_bed": False,
        "infants": 0,
        "smokes": False,
        "avoids": [],
        "words": "",
    }


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        pytest.param(
            {"phone": "", "email": ""},
            "phone",
            "Enter your phone number or your email address so that we can answer you",
            id="phone-email",
        ),
        pytest.param({"days": (-3, 0)}, "check_out", "These nights have passed", id="days-3-0"),
        pytest.param({"days": (-1, 4)}, "check_in", "This day has passed", id="days-1-4"),
        pytest.param(
            {"days": (2, 2)}, "check_out", "Choose a check-out date after check-in", id="days-2-2"
        ),
        pytest.param(
            {"days": (0, 184)},
            "check_out",
            "You can ask for 183 nights at most in one request",
            id="days-0-184",
        ),
        pytest.param({"check_in": ""}, "check_in", "Choose the day you arrive", id="check-in"),
        pytest.param({"check_out": ""}, "check_out", "Choose the day you leave", id="check-out"),
        pytest.param(
            {"hospital": ""},
            "hospital",
            "Enter where you work, or fill in “Another workplace”",
            id="hospital",
        ),
        pytest.param(
            {"people": 2, "infants": 2},
            "infants",
            "Include the babies, and yourself, in the number of people",
            id="people-2-infants-2",
        ),
        pytest.param(
            {"people": 2, "infants": 1, "share_bed": "on"},
            "share_bed",
            "Two of you share a bed: enter at least 2 people, plus any babies",
            id="people-2-infants-1-share-bed",
        ),
        pytest.param(
            {"people": 0, "share_bed": "on"},
            "people",
            "Enter how many people are coming: from 1 to 12",
            id="people-0-share-bed-on",
        ),
    ],
)
def test_roof_form_refuses_with_one_sentence(activation, changes, field, sentence):
    assert first_error(roof_form(activation, **changes)) == (field, sentence)


def test_roof_form_asks_for_no_second_way_where_the_first_has_a_slip(activation):
    form = roof_form(activation, phone="12", email="")

    assert list(form.errors) == ["phone"]


@pytest.mark.parametrize("missing", ["phone", "email"])
def test_roof_form_takes_one_way_to_answer(activation, missing):
    assert roof_form(activation, **{missing: ""}).errors == {}


@pytest.mark.parametrize(("last", "is_lent"), [(180, True), (181, False)])
def test_roof_form_knows_until_when_homes_are_lent(activation, last, is_lent):
    form = roof_form(activation, days=(20, last))

    assert ("check_out" not in form.errors) is is_lent


def test_roof_form_takes_a_place_of_work_that_is_in_no_list(activation):
    form = roof_form(activation, hospital="", workplace="Home care Loches")

    assert form.is_valid()
    assert (form.as_words()["hospital"], form.as_words()["workplace"]) == (None, "Home care Loches")


def test_roof_form_says_once_that_a_place_of_work_is_unknown(activation):
    form = roof_form(activation, hospital="Zzyzx")

    assert first_error(form) == ("hospital", "We don’t know this workplace")


def test_roof_form_takes_a_couple_with_a_baby(activation):
    form = roof_form(activation, people=3, infants=1, share_bed="on")

    assert form.errors == {}


def test_roof_form_refuses_a_category_of_another_emergency(activation):
    other = ActivationFactory()
    stranger = roof_words(other, HospitalFactory())["category"]

    assert list(roof_form(activation, category=stranger).errors) == ["category"]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        pytest.param(
            {"address": "rue du Cher"},
            "address",
            "The address has no number",
            id="address-rue-du-cher",
        ),
        pytest.param(
            {"access_mode": AccessMode.IN_PERSON, "access_hours": ""},
            "access_hours",
            "First say how the guest gets the key, and at what times",
            id="access-mode-in-person-access",
        ),
        pytest.param(
            {"sleeps": 1, "double_beds": 2},
            "double_beds",
            "There can’t be more double beds than beds",
            id="sleeps-1-double-beds-2",
        ),
        pytest.param(
            {"check_in": ""},
            "check_in",
            "Choose the day your home becomes free",
            id="check-in",
        ),
        pytest.param(
            {"days": (3, 3)},
            "check_out",
            "“Free until” must be later than “Free from”",
            id="days-3-3",
        ),
        pytest.param(
            {"presences": ["none", "cat"]},
            "presences",
            "Tick what’s in the home or “None of these”, but not both",
            id="presences-none-cat",
        ),
        ({"words": "Ring 06 12 34 56 78"}, "words", None),
    ],
)
def test_home_form_refuses_with_one_sentence(activation, changes, field, sentence):
    refused, said = first_error(home_form(activation, **changes))

    assert (refused, said if sentence else None) == (field, sentence)


@pytest.mark.parametrize(("ticked", "kept"), [([], None), (["none"], []), (["cat"], ["cat"])])
def test_home_form_tells_nothing_said_from_none_of_these(activation, ticked, kept):
    form = home_form(activation, presences=ticked)

    assert form.is_valid()
    assert form.as_words()["presences"] == kept


def test_home_form_takes_a_place_name_without_a_number(activation):
    assert home_form(activation, address="La Gaudinière", has_no_number="on").errors == {}


def test_home_form_counts_nothing_as_none(activation):
    form = home_form(activation, double_beds="", cots="")

    assert form.is_valid()
    assert (form.as_words()["double_beds"], form.as_words()["cots"]) == (0, 0)


@pytest.mark.parametrize(("nights", "is_enough"), [(4, False), (5, True)])
def test_home_form_adds_the_empty_nights_to_the_shortest_stay(nights, is_enough):
    activation = ActivationFactory(min_nights=3, gap_nights=2)

    form = home_form(activation, days=(0, nights))

    assert ("check_out" not in form.errors) is is_enough


def test_home_form_offers_rooms_where_an_emergency_takes_them():
    asks = [
        [name for name, _label in HousingOfferForm(activation=one).fields["kind"].choices]
        for one in (ActivationFactory(), ActivationFactory(whole_only=False))
    ]

    assert asks[0] == ["whole"]
    assert "whole" in asks[1]
    assert len(asks[1]) > 1


def test_home_form_refuses_a_room_where_whole_places_are_asked_for(activation):
    assert list(home_form(activation, kind="room").errors) == ["kind"]


def helper(activation, **changes):
    words = {"key": str(uuid4()), "name": "Noé", "email": "noe@example.org", "skills": ["driving"]}
    return HelperForm(words | changes, activation=activation)


def test_helper_form_needs_something_that_one_can_do(activation):
    assert list(helper(activation, skills=[]).errors) == ["skills"]
    assert list(helper(activation, skills=["flying"]).errors) == ["skills"]


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (None, None),
        (True, True),
        (3, 3),
        ("word", "word"),
        ([date(2027, 5, 3), "a"], ["2027-05-03", "a"]),
        (time(7, 30), "07:30:00"),
    ],
)
def test_plain_is_what_json_keeps(value, kept):
    assert plain(value) == kept


def test_plain_keeps_a_row_by_its_number():
    locality = LocalityFactory()

    assert plain(locality) == locality.pk
