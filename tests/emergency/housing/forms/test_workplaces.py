"""A place of work as people type it: the hospital, or a refusal that helps."""

import pytest
from django.core.exceptions import ValidationError

from emergency.activations.selectors.workplaces import to_workplace
from emergency.housing.forms.workplaces import WorkplaceField, WorkplaceInput
from tests.factories.emergency import ActivationFactory, HospitalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def field():
    """Of an emergency with these places of work."""
    names = ("Hôpital Bretonneau", "Hôpital Trousseau", "Clinique Vauban", "Clinique des Cèdres")
    workplaces = [to_workplace(HospitalFactory(name=name, city="Tours")) for name in names]
    served = WorkplaceField(required=False)
    served.serve(ActivationFactory(), workplaces)
    return served


def test_workplace_field_understands_a_part_of_a_name(field):
    assert field.clean("bretonneau") == field.workplaces[0].pk


def test_workplace_field_takes_the_suggestion_that_was_chosen(field):
    chosen = field.workplaces[2]

    assert field.clean((chosen.label, chosen.code)) == chosen.pk


def test_workplace_field_reads_a_text_changed_after_choosing(field):
    bretonneau, trousseau, *_others = field.workplaces

    assert field.clean(("Trousseau", bretonneau.code)) == trousseau.pk


@pytest.mark.parametrize("nothing", [None, "", "   ", ("", "")])
def test_workplace_field_may_be_empty(field, nothing):
    assert field.clean(nothing) is None


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        pytest.param("Clinique", "which", "Which place do you mean", id="clinique"),
        pytest.param(
            "Zzyzx",
            "unknown",
            "We don’t know this workplace. Enter it under “Another workplace”",
            id="zzyzx",
        ),
    ],
)
def test_workplace_field_refuses_with_what_helps(field, text, code, sentence):
    with pytest.raises(ValidationError, match=sentence) as refusal:
        field.clean(text)
    assert refusal.value.code == code


def test_workplace_field_needs_a_text_where_it_is_required(field):
    field.required = True

    with pytest.raises(ValidationError, match="required"):
        field.clean("")


def test_workplace_input_suggests_places_of_its_emergency_alone(field):
    activation = field.widget.activation

    assert WorkplaceInput().suggestions_url() == ""
    assert activation.public_id in field.widget.suggestions_url()
