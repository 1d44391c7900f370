"""Addresses of emergencies are known in both languages."""

import pytest
from django.urls import resolve, reverse
from django.utils import translation


@pytest.mark.parametrize(
    ("language", "room", "status"),
    [
        pytest.param("en", "/en/emergency/", "/en/s/emergency/a/", id="en-s-emergency-a"),
        pytest.param("fr", "/fr/urgence/", "/fr/s/urgence/a/", id="fr-s-urgence-a"),
    ],
)
def test_they_have_an_address_in_each_language(language, room, status):
    with translation.override(language):
        addresses = reverse("emergency:landing"), reverse("emergency:status", args=["a"])
        names = [resolve(address).view_name for address in addresses]

    assert addresses == (room, status)
    assert names == ["emergency:landing", "emergency:status"]
