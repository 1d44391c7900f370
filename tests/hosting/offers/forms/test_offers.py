"""What a host may type, and what is asked back."""

import pytest

from hosting.communities.states import MembershipState
from hosting.offers.choices.lists import OfferLanguage
from hosting.offers.forms.offers import (
    ActivityLimitsForm,
    DeclarationForm,
    FindsForm,
    StartForm,
    StayFindsForm,
    StayLimitsForm,
    StayWordsForm,
)
from hosting.offers.models.activities import Activity
from hosting.offers.models.stays import Stay
from tests.factories.hosting import CommunityFactory, MembershipFactory, NeedFactory

pytestmark = pytest.mark.django_db

WORDS = {
    "title": "The mill",
    "words": "A room above the water.",
    "lodging_kind": "guest_room",
    "contract_party": "private",
    "language": "en",
}
LIMITS = {
    "party_min": "1",
    "party_max": "4",
    "season_from": "11",
    "season_until": "3",
    "notice_days": "2",
    "min_nights": "2",
    "max_nights": "14",
    "arrival_from": "16:00",
    "departure_until": "11:00",
    "house_rules": "No shoes.",
}


def errors_of(form):
    return {
        name: [error.code for error in errors] for name, errors in form.errors.as_data().items()
    }


def test_start_form_offers_the_communities_one_writes_for():
    membership = MembershipFactory(candidate=True)
    person = membership.person
    MembershipFactory(person=person, state=MembershipState.LEFT)
    CommunityFactory()

    form = StartForm(person=person)

    assert list(form.fields["community"].queryset) == [membership.community]
    assert form.fields["community"].widget.is_hidden


@pytest.mark.parametrize("language", OfferLanguage.values)
def test_words_form_takes_every_language_of_offers(language):
    form = StayWordsForm(WORDS | {"language": language}, instance=Stay())

    assert errors_of(form) == {}
    assert form.cleaned_data["language"] == language


@pytest.mark.parametrize("language", ["pt", "lsf", "", "fr-CA"])
def test_words_form_refuses_any_other_language(language):
    form = StayWordsForm(WORDS | {"language": language}, instance=Stay())

    assert form.errors.keys() == {"language"}


def test_words_form_says_in_which_language_one_writes():
    form = StayWordsForm(instance=Stay(language="nl"))

    assert form.fields["words"].widget.attrs["lang"] == "nl"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("kind", "palace", "invalid_choice"),
        ("title", "", "required"),
        ("title", "x" * 121, "max_length"),
        ("title", "Two\nlines", "several_lines"),
        ("title", "Call 06 12 34 56 78", "contact"),
        ("language", "tlh", "invalid_choice"),
        ("community", "zzzzzzzz", "invalid_choice"),
    ],
)
def test_start_form_refuses(field, value, code):
    membership = MembershipFactory()
    says = {
        "kind": "stay",
        "title": "The mill",
        "language": "en",
        "community": membership.community.public_id,
    }

    form = StartForm(says | {field: value}, person=membership.person)

    assert errors_of(form) == {field: [code]}


def test_words_form_is_valid_with_everything():
    form = StayWordsForm(WORDS, instance=Stay())

    assert form.is_valid()
    assert form.cleaned_data == WORDS


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("words", "x" * 6001, "max_length"),
        ("words", "Write to odile@example.org", "contact"),
        ("words", "Come to 7, rue du Moulin.", "door"),
        ("title", "7 Canary Lane", "door"),
        ("lodging_kind", "castle", "invalid_choice"),
        ("contract_party", "ghost", "invalid_choice"),
        ("language", "xx", "invalid_choice"),
    ],
)
def test_words_form_refuses(field, value, code):
    form = StayWordsForm(WORDS | {field: value}, instance=Stay())

    assert errors_of(form) == {field: [code]}


def test_an_address_that_is_meant_stays_in():
    meant = WORDS | {"words": "The baker is at 7, rue du Moulin.", "address_is_intended": "on"}

    asked = StayWordsForm(WORDS | {"words": meant["words"]}, instance=Stay())
    form = StayWordsForm(meant, instance=Stay())

    assert not asked.is_valid()
    assert "address_is_intended" in asked.fields
    assert form.is_valid()
    assert "address_is_intended" not in form.cleaned_data


def test_an_address_that_stood_there_already_isnt_asked_about_again():
    words = "The baker is at 7, rue du Moulin."

    form = StayWordsForm(WORDS | {"words": words}, instance=Stay(words=words))

    assert form.is_valid()


def test_nobody_is_asked_about_addresses_in_advance():
    assert "address_is_intended" not in StayWordsForm(instance=Stay()).fields
    assert "address_is_intended" not in _bound_without_a_door().fields


def _bound_without_a_door():
    form = StayWordsForm(WORDS, instance=Stay())
    form.full_clean()
    return form


def test_limits_form_takes_a_season_over_the_new_year():
    form = StayLimitsForm(LIMITS, instance=Stay())

    assert form.is_valid()
    assert (form.cleaned_data["season_from"], form.cleaned_data["season_until"]) == (11, 3)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("party_min", "0"),
        ("party_max", "10000"),
        ("party_max", "-3"),
        ("season_from", "13"),
        ("notice_days", "400"),
        ("min_nights", "0"),
        ("max_nights", "1"),
        ("arrival_from", "25:00"),
        pytest.param("house_rules", "Call 06 12 34 56 78 when you are late.", id="house-rules"),
    ],
)
def test_limits_form_refuses(field, value):
    form = StayLimitsForm(LIMITS | {field: value}, instance=Stay())

    assert list(form.errors) == [field]


def test_limits_form_refuses_more_at_least_than_at_most():
    form = StayLimitsForm(LIMITS | {"party_min": "5"}, instance=Stay())

    assert list(form.errors) == ["party_max"]


def test_limits_of_an_activity_say_whether_one_may_ask():
    form = ActivityLimitsForm(LIMITS | {"is_on_request": "on"}, instance=Activity())

    assert form.is_valid()
    assert form.cleaned_data["is_on_request"]


def test_finds_form_takes_what_the_lists_hold():
    need = NeedFactory()

    form = FindsForm({"needs": [need.pk], "station_distance": "800"}, instance=Stay())
    other = FindsForm({"needs": ["999999"]}, instance=Stay())

    assert form.is_valid()
    assert list(form.cleaned_data["needs"]) == [need]
    assert list(other.errors) == ["needs"]


SWORN = {
    "is_main_residence": "False",
    "registration_number": "37109 000042 XY",
    "sworn": "on",
    "version": "1",
}


def test_declaration_form_gives_what_the_action_asks_for():
    form = DeclarationForm(SWORN)

    assert form.is_valid()
    assert form.cleaned_data == {
        "is_main_residence": False,
        "registration_number": "37109 000042 XY",
        "version": 1,
    }


def test_declaration_form_asks_no_organisation_for_its_main_home():
    form = DeclarationForm(SWORN | {"is_main_residence": "True"}, for_organisation=True)

    assert form.is_valid()
    assert form.cleaned_data["is_main_residence"] is False


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sworn", ""),
        ("is_main_residence", ""),
        ("is_main_residence", "perhaps"),
        ("registration_number", "<script>"),
        pytest.param("registration_number", "1" * 41, id="number-too-long"),
        ("version", "one"),
    ],
)
def test_declaration_form_refuses(field, value):
    form = DeclarationForm(SWORN | {field: value})

    assert list(form.errors) == [field]


def test_words_form_takes_control_characters_out():
    form = StayWordsForm(
        WORDS | {"words": "Quiet\x1b[31m \u202eand\u202c\r\ncool"}, instance=Stay()
    )

    assert (form.is_valid(), form.cleaned_data["words"]) == (True, "Quiet[31m and\ncool")


def test_stay_finds_form_takes_amenities_of_the_list():
    form = StayFindsForm({"amenities": ["garden", "wifi"]}, instance=Stay())
    strange = StayFindsForm({"amenities": ["castle"]}, instance=Stay())

    assert form.is_valid()
    assert form.cleaned_data["amenities"] == ["garden", "wifi"]
    assert list(strange.errors) == ["amenities"]
