"""Who is put on duty, and for which places of work: found by a word, kept by a tick."""

import pytest
from django.http import QueryDict

from emergency.activations.models.places import Hospital
from emergency.desk.forms.duties import MOST_SHOWN, DutyForm
from tests.factories.emergency import HospitalFactory

pytestmark = pytest.mark.django_db
EMAIL = "nadia@example.org"


@pytest.fixture
def places():
    """Two places of work in Tours, one in Loches."""
    return [
        HospitalFactory(name=name, city=city)
        for name, city in (
            ("Hôpital Bretonneau", "Tours"),
            ("Hôpital Trousseau", "Tours"),
            ("Clinique des Cèdres", "Loches"),
        )
    ]


def duty(**data):
    query = QueryDict(mutable=True)
    for name, value in ({"email": EMAIL} | data).items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return DutyForm(query, places=Hospital.objects.order_by("pk"))


def choices(form, name):
    return [str(value) for value, _label in form.fields[name].choices]


def test_duty_form_shows_no_place_before_somebody_looks(places):
    form = DutyForm(places=Hospital.objects.all())

    assert (choices(form, "hospitals"), choices(form, "towns"), form.found_nothing) == (
        [],
        [],
        False,
    )


@pytest.mark.parametrize(
    ("look", "found"),
    [
        ("tours", [0, 1]),
        pytest.param("HOPITAL tours", [0, 1], id="hopital-tours"),
        ("cedres", [2]),
        pytest.param("trousseau loches", [], id="trousseau-loches"),
    ],
)
def test_duty_form_finds_by_every_word_of_name_and_town(places, look, found):
    form = duty(look=look)

    assert choices(form, "hospitals") == [str(places[number].pk) for number in found]
    assert form.found_nothing is not bool(found)


def test_duty_form_offers_a_whole_town_where_it_has_several(places):
    assert choices(duty(look="tours"), "towns") == ["Tours"]
    assert choices(duty(look="loches"), "towns") == []


def test_duty_form_takes_all_places_of_a_town_and_what_is_ticked_besides(places):
    form = duty(look="tours", towns=["Tours"], hospitals=[str(places[2].pk)])

    assert form.is_valid()
    assert form.cleaned_data == {"email": EMAIL, "sees_safety": False, "hospitals": places}


def test_duty_form_keeps_what_was_ticked_for_another_word(places):
    form = duty(look="loches", hospitals=[str(places[0].pk)])

    assert choices(form, "hospitals") == [str(places[0].pk), str(places[2].pk)]
    assert form.is_valid()
    assert form.cleaned_data["hospitals"] == [places[0]]


def test_duty_form_without_a_tick_is_for_every_place(places):
    form = duty()

    assert form.is_valid()
    assert form.cleaned_data["hospitals"] == []


def test_duty_form_begins_with_what_was_chosen_before(places):
    form = DutyForm(initial={"hospitals": [places[1]]}, places=Hospital.objects.all())

    assert choices(form, "hospitals") == [str(places[1].pk)]


def test_duty_form_refuses_a_place_of_another_emergency(places):
    other = HospitalFactory(department_code="41")
    query = QueryDict(f"email={EMAIL}&hospitals={other.pk}")

    form = DutyForm(query, places=Hospital.objects.exclude(pk=other.pk))

    assert list(form.errors) == ["hospitals"]


def test_duty_form_shows_no_endless_list():
    HospitalFactory.create_batch(MOST_SHOWN + 1, city="Tours")

    assert len(choices(duty(look="tours"), "hospitals")) == MOST_SHOWN
