"""`manage.py load_hospitals`: the list of the code, a new register, and registers with faults."""

import csv
import gzip
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from emergency.activations.management.commands.load_hospitals import LIST
from emergency.activations.models.places import Hospital
from tests.factories.geography import LocalityFactory

pytestmark = pytest.mark.django_db

HEADER = "code,name,city,postcode,latitude,longitude"
TOURS = "FR_1,Hôpital Trousseau,Chambray-lès-Tours,37170,47.34190,0.70710"


@pytest.fixture
def register(tmp_path):
    def write(*lines, name="register.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes("\n".join(lines).encode(encoding))
        return path

    return write


def load(*words, **options):
    said = StringIO()
    call_command("load_hospitals", *map(str, words), stdout=said, **options)
    return said.getvalue()


def test_the_list_of_the_code_is_loaded_and_a_second_time_changes_nothing():
    with gzip.open(LIST, "rt", encoding="utf-8") as lines:
        names = [row["name"] for row in csv.DictReader(lines)]

    said = [load(), load()]

    assert said == [f"{len(names)} hospitals\n"] * 2
    assert sorted(Hospital.objects.values_list("name", flat=True)) == sorted(names)


def test_names_of_the_list_are_read_as_people_read_them():
    with gzip.open(LIST, "rt", encoding="utf-8") as lines:
        names = {row["code"]: row["name"] for row in csv.DictReader(lines)}

    assert names["FR_100000082"] == "Clinique du Pays de Seine"
    assert names["FR_100000108"] == "Etablissement Public de Sante Mentale de l'Aube"
    assert [name for name in names.values() if "PAYS" in name or "CDAG" in name] == []
    assert [name for name in names.values() if name.startswith("CHU de ")] != []


@pytest.mark.parametrize(
    ("lines", "name", "options"),
    [
        ([HEADER, TOURS], "register.csv", {}),
        (["\ufeff" + HEADER, TOURS], "register.csv", {}),
        (
            [
                HEADER.replace(",", ";"),
                "FR_1;Hôpital Trousseau;Chambray-lès-Tours;37170;47,34190;0,70710",
            ],
            "register.csv",
            {},
        ),
        ([HEADER, TOURS], "register.csv", {"encoding": "latin-1"}),
    ],
    ids=["commas", "mark of a spreadsheet", "semicolons and decimal commas", "latin-1"],
)
def test_a_new_register_is_taken_in(register, lines, name, options):
    Hospital.objects.create(code="FR_1", name="Old name", city="Tours", latitude=47, longitude=0.7)
    path = register(*lines, name=name, encoding=options.get("encoding", "utf-8"))

    load(path, **options)

    hospital = Hospital.objects.get()
    assert (hospital.name, hospital.city) == ("Hôpital Trousseau", "Chambray-lès-Tours")
    assert (hospital.department_code, hospital.latitude) == ("37", 47.3419)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        pytest.param(
            [],
            "line 1: the columns code, name, city, postcode, latitude, longitude are missing",
            id="no-columns",
        ),
        pytest.param(
            ["code,name,city", "FR_1,A,B"],
            "the columns postcode, latitude, longitude are missing",
            id="missing-columns",
        ),
        pytest.param(
            [HEADER, TOURS, "FR_2,A,B,37000,north,0.7"],
            "line 3: latitude is 'north'",
            id="latitude-word",
        ),
        pytest.param(
            [HEADER, "FR_2,A,B,37000,91,0.7"], "line 2: latitude is '91'", id="latitude-91"
        ),
        pytest.param(
            [HEADER, "FR_2,A,B,37000,47,nan"], "line 2: longitude is 'nan'", id="longitude-nan"
        ),
        pytest.param(
            [HEADER, "FR_2,A,B,37000,47"], "line 2: longitude is ''", id="longitude-empty"
        ),
        ([HEADER, ",A,B,37000,47,0.7"], "line 2: code"),
        ([HEADER, f"FR_2,{'A' * 300},B,37000,47,0.7"], "line 2: name"),
        pytest.param(
            [HEADER, TOURS, TOURS], "line 3: the code FR_1 appears twice", id="code-twice"
        ),
        ([HEADER, "FR_2,A\0,B,37000,47,0.7"], "line 2: name"),
    ],
)
def test_a_register_with_a_fault_names_its_line(register, lines, words):
    with pytest.raises(CommandError) as refusal:
        load(register(*lines))

    assert words in str(refusal.value)
    assert not Hospital.objects.exists()


def test_a_register_in_another_encoding_says_which_option_reads_it(register):
    path = register(HEADER, TOURS, encoding="latin-1")

    with pytest.raises(CommandError, match="--encoding latin-1"):
        load(path)
    assert not Hospital.objects.exists()


@pytest.mark.parametrize("content", [None, b"no gzip at all"], ids=["no file", "packed by nobody"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, content):
    path = tmp_path / "register.csv.gz"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError, match="can’t be read"):
        load(path)


def test_a_town_is_written_as_the_gazetteer_has_it(register):
    LocalityFactory(name="Saint-Cyr-sur-Loire", department_code="37", country="FR")
    LocalityFactory(name="Saint-Cyr-sur-Loire", department_code="41", country="FR")
    path = register(
        HEADER,
        "FR_1,CHU,St Cyr sur Loire,37540,47.4,0.66",
        "FR_2,CH,Unknown les Bains,37000,47.4,0.66",
    )

    load(path)

    assert [one.city for one in Hospital.objects.order_by("code")] == [
        "Saint-Cyr-sur-Loire",
        "Unknown les Bains",
    ]
