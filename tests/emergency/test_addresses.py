"""Addresses name rows by public ids; a primary key tells how many there are."""

import re

import pytest
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.urls.converters import IntConverter

from core.ids import ALPHABET
from emergency.activations.models.activations import Duty
from emergency.housing.models.messages import RelayMessage
from emergency.housing.models.texts import Text
from emergency.housing.models.verification import RosterUpload
from emergency.standby.models import Standby
from tests.factories.emergency import DutyFactory, StandbyFactory


def patterns_of(resolver, before=()):
    """Each pattern, with the patterns that lead to it."""
    for one in resolver.url_patterns:
        way = (*before, one.pattern)
        if isinstance(one, URLPattern):
            yield one, way
        else:
            yield from patterns_of(one, way)


def test_no_address_of_an_emergency_takes_a_number():
    found, numbers = 0, set()
    for one, way in patterns_of(get_resolver()):
        if not one.lookup_str.startswith("emergency."):
            continue
        found += 1
        converters = [part.converters.items() for part in way]
        taken = [name for pairs in converters for name, kind in pairs if type(kind) is IntConverter]
        numbers |= {(one.name, name) for name in taken}

    assert found > 80
    assert numbers == set()


NAMED = ["roster", "roster-verify", "roster-drop", "text-informed", "duty-end"]


@pytest.mark.parametrize("name", NAMED)
def test_primary_keys_have_no_address_on_the_desk(name):
    with pytest.raises(NoReverseMatch):
        reverse(f"emergency:{name}", args=["tours-7k3m9xqa", 1])


@pytest.mark.parametrize("model", [Duty, RelayMessage, RosterUpload, Standby, Text])
def test_a_row_that_an_address_names_has_a_public_id(model):
    field = model._meta.get_field("public_id")

    ids = {model().public_id for _row in range(50)}

    assert field.unique
    assert len(ids) == 50
    assert all(re.fullmatch(f"[{ALPHABET}]{{8}}", one) for one in ids)


@pytest.mark.django_db
def test_a_key_in_place_of_a_public_id_finds_nothing(client, ruler):
    duty, standby = DutyFactory(), StandbyFactory()
    client.force_login(ruler)

    people = reverse("emergency:duty-end", args=[duty.activation.address, duty.public_id])
    promise = reverse("emergency:standby-end", args=[standby.public_id])

    assert client.post(people.replace(duty.public_id, str(duty.pk))).status_code == 404
    assert client.post(promise.replace(standby.public_id, str(standby.pk))).status_code == 404
    assert client.post(people.replace(duty.public_id, "22222222")).status_code == 404
    duty.refresh_from_db()
    assert duty.ended_at is None


@pytest.mark.django_db
def test_the_page_of_those_on_duty_changes_by_public_id_and_knows_no_key(client, ruler):
    duty = DutyFactory()
    page = reverse("emergency:duties", args=[duty.activation.address])
    client.force_login(ruler)

    chosen = client.get(page, {"change": duty.public_id}).context["form"].initial
    by_key = client.get(page, {"change": str(duty.pk)}).context["form"].initial

    assert chosen["email"] == duty.person.email
    assert by_key == {}
