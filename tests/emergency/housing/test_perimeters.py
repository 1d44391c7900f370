"""Who is put on duty may be given places of work: nothing else is theirs to see or to press."""

import pytest
from django.urls import reverse

from emergency.activations.actions.activations import missing_for_declaration
from emergency.activations.actions.duties import put_on_duty, take_off_duty
from emergency.activations.errors.activations import ElsewhereError, LastForAllError
from emergency.activations.models.activations import Duty
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HospitalFactory,
    HousingRequestFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def activation():
    """Two look after everything."""
    activation = ActivationFactory()
    DutyFactory.create_batch(2, activation=activation)
    return activation


@pytest.fixture
def page(client, ruler, activation):
    client.force_login(ruler)
    return reverse("emergency:duties", args=[activation.address])


@pytest.fixture
def somebody():
    return UserFactory(email="sam@example.org")


def typed(**changes):
    return {"email": "sam@example.org"} | changes


def places_of(person):
    return set(Duty.objects.get(person=person).hospitals.all())


def test_a_place_is_found_by_a_word_of_its_name_and_ticked(client, page, somebody):
    mine = HospitalFactory(name="Hôpital Bretonneau")
    HospitalFactory(name="Trousseau")
    HospitalFactory(name="Bretonneau annexe", department_code="41")

    found = client.post(page, typed(look="bretonneau hopital", find="1"))
    client.post(page, typed(look="bretonneau", hospitals=[mine.pk]))

    assert found.context["form"].fields["hospitals"].choices == [(mine.pk, str(mine))]
    assert found.status_code == 200
    assert "sam@example.org" in found.text
    assert places_of(somebody) == {mine}


def test_looking_keeps_what_was_ticked_and_changes_nothing(client, page, somebody):
    first, second = HospitalFactory(name="North"), HospitalFactory(name="South")

    found = client.post(page, typed(look="south", find="1", hospitals=[first.pk]))

    form = found.context["form"]
    assert {number for number, _name in form.fields["hospitals"].choices} == {first.pk, second.pk}
    assert form["hospitals"].value() == [str(first.pk)]
    assert not Duty.objects.filter(person=somebody).exists()


def test_a_town_brings_all_its_places_of_work(client, page, somebody):
    here = set(HospitalFactory.create_batch(3, city="Chinon"))
    HospitalFactory(city="Loches")

    found = client.post(page, typed(look="chinon", find="1"))
    client.post(page, typed(look="chinon", towns=["Chinon"]))

    assert [town for town, _label in found.context["form"].fields["towns"].choices] == ["Chinon"]
    assert places_of(somebody) == here


def test_a_word_that_finds_nothing_is_said(client, page):
    HospitalFactory(name="North")

    assert (
        "No workplace with this name or town" in client.post(page, typed(look="zzz", find="1")).text
    )


@pytest.mark.parametrize("what", ["hospitals", "towns"])
def test_what_lies_elsewhere_cant_be_ticked(client, page, somebody, what):
    there = HospitalFactory(department_code="41", city="Blois")
    value = {"hospitals": [there.pk], "towns": ["Blois"]}[what]

    answer = client.post(page, typed(look="blois", **{what: value}))

    assert answer.status_code == 422
    assert not Duty.objects.filter(person=somebody).exists()


def test_put_on_duty_refuses_a_place_outside_the_departments(activation, ruler, somebody):
    there = HospitalFactory(department_code="41")

    with pytest.raises(ElsewhereError):
        put_on_duty(activation=activation, email=somebody.email, hospitals=[there], by=ruler)


def test_who_is_on_duty_is_changed_from_what_stands(client, page, activation, ruler):
    work, duty = HospitalFactory(), activation.duties.first()
    person = duty.person
    put_on_duty(activation=activation, email=person.email, hospitals=[work], by=ruler)

    shown = client.get(page, {"change": duty.public_id})
    odd = [client.get(page, {"change": bad}).status_code for bad in ("x", "999999", "-1")]

    assert shown.context["form"].initial["email"] == person.email
    assert [number for number, _n in shown.context["form"].fields["hospitals"].choices] == [work.pk]
    assert str(work) in shown.text
    assert odd == [200, 200, 200]


def test_what_lies_outside_and_was_in_hand_is_everybodys_again(activation, ruler):
    here, there = HospitalFactory.create_batch(2)
    person = activation.duties.first().person
    mine, other = (
        HousingRequestFactory(activation=activation, hospital=work, owner=person)
        for work in (here, there)
    )

    put_on_duty(activation=activation, email=person.email, hospitals=[here], by=ruler)

    for row in (mine, other):
        row.refresh_from_db()
    assert (mine.owner, other.owner) == (person, None)


def test_whoever_was_given_a_place_sees_and_presses_nothing_else(
    client, page, activation, somebody
):
    here, there = HospitalFactory.create_batch(2)
    mine, other = (
        HousingRequestFactory(activation=activation, hospital=work) for work in (here, there)
    )
    client.post(page, typed(hospitals=[here.pk]))
    client.force_login(somebody)

    queue = client.get(reverse("emergency:desk", args=[activation.address])).context["queue"]
    looked = [client.get(one.get_absolute_url()).status_code for one in (mine, other)]
    take = reverse("emergency:request-take", args=[activation.address, other.public_id])

    assert [row.reference for row in queue.rows] == [mine.reference]
    assert looked == [200, 404]
    assert client.post(take).status_code == 404
    assert client.get(page).status_code == 404  # and names nobody


def test_somebody_goes_on_looking_after_everything(activation, ruler):
    first, second = activation.duties.all()
    work = HospitalFactory()
    put_on_duty(activation=activation, email=first.person.email, hospitals=[work], by=ruler)

    with pytest.raises(LastForAllError):
        put_on_duty(activation=activation, email=second.person.email, hospitals=[work], by=ruler)
    DutyFactory(activation=activation).hospitals.set([work])
    with pytest.raises(LastForAllError):
        take_off_duty(duty=second, by=ruler)


def test_a_declaration_needs_somebody_for_everything():
    activation = ActivationFactory(draft=True)
    for duty in DutyFactory.create_batch(2, activation=activation, sees_safety=True):
        duty.hospitals.set([HospitalFactory()])

    assert "someone on duty for all workplaces" in missing_for_declaration(activation)


def test_the_page_asks_as_often_for_ten_on_duty_as_for_two(client, page, activation, count_queries):
    client.get(page)
    few = count_queries(lambda: client.get(page))
    for duty in DutyFactory.create_batch(8, activation=activation):
        duty.hospitals.set(HospitalFactory.create_batch(2))

    assert count_queries(lambda: client.get(page)) == few
