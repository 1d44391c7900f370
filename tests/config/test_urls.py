"""Addresses of emergencies are known in both languages, and nobody carries them before."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.urls import resolve, reverse
from django.utils import translation

ASLEEP = """
import django; django.setup()
import sys
from django.urls import get_resolver, resolve, reverse
from django.utils import translation
translation.activate("fr")
reverse("hosting:community-list"), resolve("/fr/"), get_resolver().reverse_dict
print("emergency.urls" in sys.modules)
resolve("/fr/urgence/")
print("emergency.urls" in sys.modules)
"""


def test_the_rooms_of_an_emergency_are_imported_by_whoever_enters_one():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
    words = [sys.executable, "-c", ASLEEP]

    ran = subprocess.run(
        words, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )

    assert ran.stdout.split() == ["False", "True"]


@pytest.mark.parametrize(
    ("language", "room", "status"),
    [("en", "/en/emergency/", "/en/s/emergency/a/"), ("fr", "/fr/urgence/", "/fr/s/urgence/a/")],
)
def test_they_have_an_address_in_each_language(language, room, status):
    with translation.override(language):
        addresses = reverse("emergency:room"), reverse("emergency:status", args=["a"])
        names = [resolve(address).view_name for address in addresses]

    assert addresses == (room, status)
    assert names == ["emergency:room", "emergency:status"]
