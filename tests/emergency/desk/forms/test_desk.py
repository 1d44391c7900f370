"""What coordinators write: a switch by a typed word, the rules, and who a request doubles."""

import pytest
from django.forms.models import model_to_dict

from emergency.activations.models.places import Hospital
from emergency.activations.states.activations import ServiceStep, Weight
from emergency.activations.states.switching import SwitchChange
from emergency.desk.forms.desk import (
    ActivationForm,
    BoardForm,
    DuplicateForm,
    LendOnForm,
    SwitchForm,
)
from tests.factories.emergency import (
    ActivationFactory,
    HospitalFactory,
    HousingRequestFactory,
    PartnerFactory,
    in_days,
)

pytestmark = pytest.mark.django_db
ANOTHER = SwitchChange.CLOSE


def switch(typed, change=ANOTHER, **data):
    activation = ActivationFactory(territory="Indre-et-Loire")
    return SwitchForm({"territory": typed} | data, activation=activation, change=change)


@pytest.mark.parametrize(
    "typed",
    ["Indre-et-Loire", "INDRE-ET-LOIRE", pytest.param("  indre-et-loire ", id="indre-et-loire")],
)
def test_switch_form_takes_any_spelling_of_the_territory(typed):
    form = switch(typed)

    assert form.is_valid()
    assert form.cleaned_data == {}


@pytest.mark.parametrize("typed", ["", "yes", "Indre", "Loir-et-Cher"])
def test_switch_form_refuses_any_other_word(typed):
    assert list(switch(typed).errors) == ["territory"]


def test_switch_form_asks_whoever_reopens_until_when():
    day = in_days(14)

    forms = [
        switch("Indre-et-Loire", SwitchChange.REOPEN),
        switch("Indre-et-Loire", SwitchChange.REOPEN, review_on=day.isoformat()),
    ]

    assert [list(form.errors) for form in forms] == [["review_on"], []]
    assert forms[1].cleaned_data == {"review_on": day}


def rules(activation, **changes):
    words = {
        name: "" if value is None else value for name, value in model_to_dict(activation).items()
    }
    words |= {f"minutes_{step}": activation.whole_service_minutes[step] for step in ServiceStep}
    words |= {f"weight_{term}": activation.whole_weights[term] for term in Weight}
    return ActivationForm(words | changes, instance=activation)


def test_activation_form_gives_both_tables_by_their_names():
    form = rules(ActivationFactory(draft=True))

    assert form.errors == {}
    words = form.as_words()
    assert set(words["service_minutes"]) == {str(step) for step in ServiceStep}
    assert set(words["weights"]) == {str(term) for term in Weight}


def test_activation_form_says_whether_it_is_a_drill_in_preparation_only():
    forms = [ActivationForm(instance=ActivationFactory(draft=draft)) for draft in (True, False)]

    assert ["is_drill" in form.fields for form in forms] == [True, False]


@pytest.mark.parametrize(("last", "is_valid"), [(13, False), (14, True)])
def test_activation_form_ends_no_stay_before_the_next_decision(last, is_valid):
    days = {"review_on": in_days(14).isoformat(), "hard_end": in_days(last).isoformat()}

    form = rules(ActivationFactory(draft=True), **days)

    assert ("hard_end" not in form.errors) is is_valid


def test_duplicate_form_finds_the_first_one_of_the_same_emergency():
    first = HousingRequestFactory()

    form = DuplicateForm({"reference": first.reference.lower()}, activation=first.activation)

    assert form.is_valid()
    assert form.cleaned_data == {"reference": first}


@pytest.mark.parametrize("reference", ["7K3M-9XQA", "nonsense"])
def test_duplicate_form_refuses_a_reference_that_there_is_not(reference):
    form = DuplicateForm({"reference": reference}, activation=ActivationFactory())

    assert form.errors == {
        "reference": ["No request in this emergency has this reference. Check it and try again."]
    }


def test_duplicate_form_knows_no_request_of_another_emergency():
    other = HousingRequestFactory()

    form = DuplicateForm({"reference": other.reference}, activation=ActivationFactory())

    assert list(form.errors) == ["reference"]


@pytest.mark.parametrize("missing", ["partner", "reason", "host_agrees"])
def test_lend_on_form_needs_partner_reason_and_consent(missing):
    partner = PartnerFactory()
    words = {"partner": partner.pk, "reason": "Nobody works there.", "host_agrees": "on"}

    form = LendOnForm(words | {missing: ""}, partners=type(partner).objects.all())

    assert list(form.errors) == [missing]


def test_board_form_takes_one_of_the_places_that_are_asked_for():
    asked, other = HospitalFactory(), HospitalFactory()
    places = Hospital.objects.filter(pk=asked.pk)

    forms = [BoardForm({"work": work}, places=places) for work in (asked.pk, "", other.pk)]

    assert [form.is_valid() for form in forms] == [True, True, False]
    assert [form.cleaned_data.get("work") for form in forms] == [asked, None, None]


def test_rules_show_every_field_once_and_open_what_has_an_error():
    form = ActivationForm({"minutes_decision": "x"}, instance=ActivationFactory())

    groups = form.groups()

    shown = [field.name for group in groups for field in group.fields]
    assert sorted(shown) == sorted(form.fields)
    assert shown == list(form.fields)
    assert [group.title for group in groups if group.is_folded and group.has_errors] == [
        "Time limits, and how often hosts are asked",
        "Promised response times, in minutes",
        "Matching weights",
    ]
