"""The progress of a load, as the person at the terminal reads it."""

import pytest
from django.utils import translation
from rich.progress import Progress

from demo.accounts import ACCOUNTS
from demo.loading import load as loading
from demo.loading.load import PARTS, Part
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("locale", "label"), [("fr_FR.UTF-8", "Voyages"), ("C.UTF-8", "Trips")])
def test_load_names_parts_in_the_language(monkeypatch, locale, label):
    trips = next(part for part in PARTS if part.load is loading.load_trips)
    person = UserFactory()
    part = Part(
        trips.label, lambda world, tick: world.people.update({ACCOUNTS[-1].key: person}), (1, 1)
    )
    monkeypatch.setattr(loading, "PARTS", (part,))
    monkeypatch.setenv("LC_ALL", locale)
    progress = Progress(disable=True)

    with translation.override("de"):  # whatever the settings say
        loading.load(small=True, progress=progress)

    assert [task.description for task in progress.tasks] == [label]
