"""Places of work are found by what people type; large ones come first, wrong names have a hint."""

import csv
import gzip
from pathlib import Path

import pytest
from django.core.cache import cache
from django.urls import reverse

from core.cache.caching import delete_cached
from emergency.activations.models.places import Hospital
from emergency.activations.selectors import workplaces
from emergency.activations.selectors.workplaces import (
    find_workplaces,
    resolve_workplace,
    suggestions_for,
    workplaces_of,
)
from emergency.intake.models.submissions import Submission
from tests.factories.emergency import ActivationFactory, HospitalFactory, roof_words

pytestmark = pytest.mark.django_db

REGISTER = Path(workplaces.__file__).parents[1] / "data" / "hospitals.csv.gz"
NAMES = (
    ("Clinique Bretonneau", "Tours"),
    ("CHU Bretonneau", "Tours"),
    ("CHU Trousseau", "Chambray-lès-Tours"),
    ("CH du Chinonais", "Saint-Benoît-la-Forêt"),
    ("Hôpital de Luynes", "Luynes"),
)


@pytest.fixture
def activation():
    activation = ActivationFactory()
    for name, city in NAMES:
        HospitalFactory(name=name, city=city, department_code=activation.department_codes[0])
    HospitalFactory(name="CHU Nord", city="Marseille", department_code="13")
    delete_cached(f"emergency.workplaces.2.{activation.departments}")
    return activation


@pytest.fixture
def places(activation):
    return workplaces_of(activation)


def labels(found):
    return [one.label for one in found]


def test_workplaces_of_reads_nothing_that_an_older_version_remembered(activation):
    cache.set(f"emergency.hospitals.{activation.departments}", {1: "CHU Trousseau"})

    found = labels(workplaces_of(activation))

    assert sorted(found) == sorted(f"{name} ({city})" for name, city in NAMES)


def test_resolve_workplace_compares_few_words_however_long_the_text(places, monkeypatch):
    compared = []
    monkeypatch.setattr(
        workplaces,
        "likeness",
        lambda _place, typed: compared.append(len(typed)) or 0.0,
    )

    resolve_workplace(places, "zz " * 60)

    assert compared == [6] * len(places)


TROUSSEAU = "CHU Trousseau (Chambray-lès-Tours)"


@pytest.mark.parametrize(
    "text",
    [
        "trousseau",
        "TROUSSEAU",
        "chu trousseau",
        "Trousseau Chambray",
        "hopital trousseau",
        pytest.param(TROUSSEAU, id="trousseau-with-town"),
    ],
)
def test_resolve_workplace_takes_everyday_names(places, text):
    assert resolve_workplace(places, text).workplace.label == TROUSSEAU


@pytest.mark.parametrize("text", ["chinonais", "foret", "Forêt", "saint benoit", "st-benoit"])
def test_resolve_workplace_forgives_accents_and_hyphens(places, text):
    assert resolve_workplace(places, text).workplace.label.startswith("CH du Chinonais")


def test_find_workplaces_names_large_ones_first(places):
    assert labels(find_workplaces(places, "bretonneau")) == [
        "CHU Bretonneau (Tours)",
        "Clinique Bretonneau (Tours)",
    ]


def test_resolve_workplace_asks_which_where_several_have_the_words(places):
    found = resolve_workplace(places, "bretonneau")

    assert (found.workplace, found.is_ambiguous) == (None, True)
    assert len(found.suggestions) == 2


@pytest.mark.parametrize(
    ("text", "near"), [("trouseau", [TROUSSEAU]), ("Luyne hopital", ["Hôpital de Luynes (Luynes)"])]
)
def test_resolve_workplace_names_the_nearest(places, text, near):
    found = resolve_workplace(places, text)

    assert labels([found.workplace] if found.workplace else found.suggestions) == near


@pytest.mark.parametrize("text", ["chu", "marseille nord", "zzz", "??", "x" * 5000])
def test_resolve_workplace_guesses_nothing(places, text):
    assert resolve_workplace(places, text).workplace is None


@pytest.fixture(scope="module")
def touraine():
    """The hospitals of department 37 as the register in the repository has them."""
    with gzip.open(REGISTER, "rt", encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["postcode"].startswith("37")]
    return [workplaces.to_workplace(Hospital(**row_of(row))) for row in rows]


def row_of(row):
    names = ("code", "name", "city", "postcode", "latitude", "longitude")
    return {name: row[name] for name in names}


BRETONNEAU = "CHU Bretonneau (Tours)"
OF_REGISTER = "CHU Trousseau (Chambray les Tours)"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("chu tours", [BRETONNEAU, OF_REGISTER]),
        ("CHU", [BRETONNEAU, OF_REGISTER]),
        ("CHRU Bretonneau", [BRETONNEAU]),
        ("Centre Hospitalier Regional Universitaire Bretonneau (Tours)", [BRETONNEAU]),
        ("hôpital Bretonneau", [BRETONNEAU]),
        ("Bretonneau", [BRETONNEAU]),
        ("Bretoneau", [BRETONNEAU]),
        ("chu Bretoneau Tours", [BRETONNEAU]),
        ("chu trousseau", [OF_REGISTER]),
        ("Trouseau", [OF_REGISTER]),
        ("clinique velpeau", ["Clinique Velpeau (Tours)"]),
        ("ch loches", ["CH Paul Martinais (Loches)"]),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "first",
)
def test_suggestions_know_everyday_names(touraine, text, first):
    found = [one["label"] for one in suggestions_for(touraine, text)]

    assert found[: len(first)] == first


def test_suggestions_put_a_milk_bank_behind_the_hospital(touraine):
    found = [one["label"] for one in suggestions_for(touraine, "bretonneau")]

    assert found == [BRETONNEAU, "Lactarium du CHRU Tours Site de Bretonneau (Tours)"]


def test_suggestions_wait_for_two_letters(places):
    assert suggestions_for(places, "t") == []
    assert [one["label"] for one in suggestions_for(places, "trou")] == [TROUSSEAU]


def test_the_page_of_suggestions_knows_only_its_departments(client, activation):
    url = reverse("emergency:workplaces", args=[activation.public_id])

    here = client.get(url, {"q": "trousseau\x00", "lang": "fr"}).json()["suggestions"]
    elsewhere = client.get(url, {"q": "marseille"}).json()["suggestions"]

    assert [one["label"] for one in here] == [TROUSSEAU]
    assert set(here[0]) == {"code", "label", "matched"}
    assert elsewhere == []


def test_nothing_is_suggested_while_the_emergency_is_closed(client):
    closed = ActivationFactory(state="closed")

    assert client.get(reverse("emergency:workplaces", args=[closed.public_id])).status_code == 404


def posted(client, activation, **said):
    words = roof_words(activation, "", **said)
    return client.post(reverse("emergency:intake-roof", args=[activation.address]), words)


def test_the_form_understands_the_text_without_scripts(client, activation, places):
    posted(client, activation, hospital="trousseau")

    chosen = next(one.pk for one in places if one.label == TROUSSEAU)
    assert Submission.objects.get().words["hospital"] == chosen


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("trouseau", f"Do you mean {TROUSSEAU}?", id="trouseau"),
        pytest.param(
            "bretonneau",
            "Which place do you mean: CHU Bretonneau (Tours) or Clinique Bretonneau",
            id="bretonneau",
        ),
        pytest.param("zzz", "Enter it under “Another workplace” instead.", id="zzz"),
    ],
)
def test_the_form_says_what_was_probably_meant(client, activation, typed, said):
    page = posted(client, activation, hospital=typed)

    assert page.status_code == 422
    assert said in page.text
    assert f'value="{typed}"' in page.text
    assert not Submission.objects.exists()


def test_a_suggestion_that_was_taken_counts_only_with_its_own_text(client, activation, places):
    two = [one for one in places if "Bretonneau" in one.label]

    taken = posted(client, activation, hospital=two[0].label, hospital_code=two[0].code)
    changed = posted(client, activation, hospital="bretonneau", hospital_code=two[0].code)

    assert (taken.status_code, changed.status_code) == (302, 422)
    assert Submission.objects.get().words["hospital"] == two[0].pk


def test_the_form_suggests_from_its_own_emergency(client, activation):
    page = client.get(reverse("emergency:intake-roof", args=[activation.address]))

    assert f'data-src="{reverse("emergency:workplaces", args=[activation.public_id])}?' in page.text
