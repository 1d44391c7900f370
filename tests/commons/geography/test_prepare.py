"""The lists and outlines that are shipped, and how they are made."""

import csv
import gzip
from pathlib import Path

import pytest

from commons.geography.prepare.__main__ import main
from commons.geography.prepare.localities import DATA, localities, worth_keeping
from commons.geography.prepare.outlines import joined, simplified, unpacked

SOURCE = Path(__file__).parents[4] / "shared" / "data"
COMMUNE = {
    "type": "commune-actuelle",
    "postcodes": "01300",
    "population": "644",
    "dep": "01",
    "dep_nom": "Ain",
    "region": "84",
    "region_nom": "Auvergne-Rhône-Alpes",
    "lat": "45.7",
    "lon": "5.6",
    "coord_source": "",
}
CITY = {"admin1": "05", "population": "394843", "timezone": "Europe/Rome"}


def write(path, rows):
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def lists(tmp_path, monkeypatch):
    """A commune with its twin among the cities, one without coordinates, one that was merged."""
    write(
        tmp_path / "communes_2026.csv.gz",
        [
            {"insee": "01015", "nom": "Arboys en Bugey"} | COMMUNE,
            {"insee": "01004", "nom": "L'Étape"} | COMMUNE | {"population": "20000"},
            {"insee": "01005", "nom": "Sans Lieu"} | COMMUNE | {"lat": "", "lon": ""},
            {"insee": "98901", "nom": "Clipperton"}
            | COMMUNE
            | {"lat": "", "dep": "989", "postcodes": "98799"},
        ],
    )
    write(
        tmp_path / "communes_deleguees_2026.csv.gz",
        [
            {
                "insee": "01015",
                "nom": "Arbignieu",
                "type": "commune-deleguee",
                "chef_lieu": "01015",
            },
            {
                "insee": "01016",
                "nom": "Arboys-en-Bugey",
                "type": "commune-deleguee",
                "chef_lieu": "01015",
            },
            {"insee": "01017", "nom": "Lost", "type": "commune-deleguee", "chef_lieu": "99999"},
        ],
    )
    french = {"country": "FR", "lat": "45.71", "lon": "5.61", "alternate_names": "Etappe|ETA|etapa"}
    write(
        tmp_path / "cities_europe_5000.csv.gz",
        [
            {"geonameid": "1", "name": "L'Étape"} | french | CITY,
            {"geonameid": "2", "name": "L'Étape"}
            | french
            | CITY
            | {"lat": "48", "alternate_names": "Far"},
            {
                "geonameid": "3",
                "name": "Bologna",
                "country": "IT",
                "lat": "44.49",
                "lon": "11.34",
                "alternate_names": "Bolonia",
            }
            | CITY,
        ],
    )
    exonyms = tmp_path / "exonyms.csv"
    exonyms.write_text("name,country,other_names\nBologna,IT,Bologne\n", encoding="utf-8")
    coordinates = tmp_path / "coordinates.csv"
    coordinates.write_text("insee,latitude,longitude\n", encoding="utf-8")
    monkeypatch.setattr("commons.geography.prepare.localities.DATA", tmp_path)
    return tmp_path


def test_localities_joins_the_public_lists(lists):
    rows = {row["code"]: row for row in localities(lists)}

    assert list(rows) == ["fr:01015", "fr:01004", "fr:01005", "fr:01015:former", "geonames:3"]
    assert rows["fr:01004"]["name"] == "L’Étape"
    assert rows["fr:01004"]["alternate_names"] == "Etappe"
    assert (rows["fr:01005"]["latitude"], rows["fr:01005"]["longitude"]) == ("45.70000", "5.60000")
    assert rows["fr:01015:former"]["merged_into"] == "fr:01015"
    assert rows["geonames:3"]["alternate_names"] == "Bologne|Bolonia"


def test_worth_keeping_leaves_out_what_nobody_types():
    names = ["LON", "lunden", "Londres", "LONDRES", "London", "Baljon'ja", "L'Aia", "Лондон", ""]

    assert worth_keeping("London", names) == "Londres|L’Aia"


def test_topojson_arcs_are_unpacked_and_joined():
    transform = {"scale": [0.5, 2.0], "translate": [10.0, 20.0]}
    arcs = [unpacked([[0, 0], [2, 0]], transform), unpacked([[0, 0], [0, 1], [2, -1]], transform)]

    assert arcs[1] == ((10.0, 20.0), (10.0, 22.0), (11.0, 20.0))
    assert joined([0, ~1], arcs) == ((10.0, 20.0), (11.0, 20.0), (10.0, 22.0), (10.0, 20.0))


def test_simplified_neighbours_keep_their_common_border_alike():
    border = [(1.0, 0.0), (1.05, 0.3), (0.95, 0.6), (1.0, 1.0)]
    left = [(0.0, 0.0), *border, (0.0, 1.0), (0.0, 0.0)]
    right = [*border[::-1], (2.0, 0.0), (2.0, 1.0), (1.0, 1.0)]

    thinned = simplified([("l", "L", [[tuple(left)]]), ("r", "R", [[tuple(right)]])], 0.2)

    assert [set(polygons[0][0]) for _code, _label, polygons in thinned] == [
        {(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)},
        {(1.0, 0.0), (1.0, 1.0), (2.0, 0.0), (2.0, 1.0)},
    ]


def test_simplified_drops_an_island_too_small_to_be_seen():
    island = ((0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.0))

    assert simplified([("i", "I", [[island]])], 1.0) == []


@pytest.mark.slow
def test_what_is_shipped_is_what_the_command_writes(tmp_path, monkeypatch):
    """Needs ../shared/data beside the checkout, from which commons/geography/data was made.

    Layers of maps and stations are written by another command (test_layers.py, test_stations.py).
    """
    if not SOURCE.exists():
        pytest.fail(f"{SOURCE} isn’t there: the public lists as published lie beside the checkout")
    monkeypatch.setattr("commons.geography.prepare.__main__.DATA", tmp_path)

    main(SOURCE)

    written = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.gz"))
    shipped = {path.relative_to(DATA) for path in DATA.rglob("*.gz")}
    others = {path for path in shipped if path.parts[0] in {"layers", "stations.csv.gz"}}
    assert written == sorted(shipped - others)
    assert all((tmp_path / path).read_bytes() == (DATA / path).read_bytes() for path in written)
