"""Addresses of emergencies are known in both languages, and nobody carries them before."""

import pytest
from django.urls import resolve, reverse
from django.utils import translation

from tests.imported_modules import steps_of


def test_the_rooms_of_an_emergency_are_imported_by_whoever_enters_one():
    steps = steps_of()

    assert "emergency.urls" not in steps["addresses resolved"].modules
    assert "emergency.urls" not in steps["asked for PDF"].modules
    assert "emergency.urls" in steps["emergency entered"].modules


@pytest.mark.parametrize(
    ("language", "room", "status"),
    [("en", "/en/emergency/", "/en/s/emergency/a/"), ("fr", "/fr/urgence/", "/fr/s/urgence/a/")],
)
def test_they_have_an_address_in_each_language(language, room, status):
    with translation.override(language):
        addresses = reverse("emergency:landing"), reverse("emergency:status", args=["a"])
        names = [resolve(address).view_name for address in addresses]

    assert addresses == (room, status)
    assert names == ["emergency:landing", "emergency:status"]
