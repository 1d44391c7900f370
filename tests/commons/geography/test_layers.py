"""Map layers: what is shipped, how it is cut, and what a box shows of it."""

import gzip
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from commons.geography.layers import FOLDER, LayerKind, layers_in, pieces_in, regions_of_layers
from commons.geography.prepare.layers import LARGEST, RegionFinder, holds
from commons.geography.stations import FILE as STATIONS
from core.values.geo import Box

SOURCE = Path(__file__).parents[4] / "shared" / "data" / "map-france-europe"
FILES = sorted(FOLDER.glob("*.geojson.gz"))
TOURAINE = Box(south=46.7, west=0.2, north=47.6, east=1.4)


def collection_of(path):
    return json.loads(gzip.decompress(path.read_bytes()))


def kinds_in(box, *, width=640):
    return {feature.kind for feature in layers_in(box, width=width)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.partition(".")[0])
def test_a_file_is_small_and_names_sources(path):
    collection = collection_of(path)

    assert path.stat().st_size <= LARGEST
    assert collection["licence"] == "ODbL-1.0"
    assert all(source["source"] and source["licence"] for source in collection["sources"])
    assert "SNCF (ODbL)" in collection["attribution"]
    assert {feature["properties"]["kind"] for feature in collection["features"]} <= set(LayerKind)


def test_each_region_of_france_has_a_file():
    names = {path.name.partition(".")[0] for path in FILES}

    assert names - set(regions_of_layers()) == {"overview"}
    assert len([name for name in names if name.startswith("fr-")]) == 13


@pytest.fixture
def source(tmp_path):
    """A river from Touraine into Poitou, a railway, a lake, a town and a station."""
    folder = tmp_path / "source"
    folder.mkdir()
    river = {"name": "Creuse", "km": 264, "country": "FR"}
    write(
        folder,
        "rivers_wide",
        river,
        "LineString",
        [[0.9, 47.0], [0.9, 46.9], [0.9, 46.0], [0.9, 45.9]],
    )
    railway = {"operation": "Double voie", "lgv": False}
    write(folder, "railways_wide", railway, "LineString", [[0.7, 47.4], [0.9, 47.3]])
    square = [[[0.7, 47.2], [0.8, 47.2], [0.8, 47.3], [0.7, 47.3], [0.7, 47.2]]]
    write(folder, "lakes_wide", {"name": "Lac"}, "Polygon", square)
    write(folder, "urban_wide", {}, "Polygon", square)
    with gzip.open(folder / "stations.csv.gz", "wt") as file:
        file.write("name,country,lat,lon,lines\nTours,FR,47.39,0.69,1|2|3\n")
        file.write('"Basel, Dorf",CH,47.5,7.6,\n')
    return folder


def write(folder, name, about, kind, coordinates):
    feature = {"properties": about, "geometry": {"type": kind, "coordinates": coordinates}}
    text = json.dumps({"features": [feature]})
    (folder / f"{name}.geojson.gz").write_bytes(gzip.compress(text.encode()))


def test_cut_map_layers_writes_the_same_bytes_each_time(source, tmp_path):
    for name in ("once", "twice"):
        call_command("cut_map_layers", source, "--to", tmp_path / name, stdout=StringIO())

    once, twice = (
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("*.gz")}
        for name in ("once", "twice")
    )
    assert once == twice
    assert set(once) == {
        "overview.geojson.gz",
        "fr-centre-val-de-loire.geojson.gz",
        "fr-nouvelle-aquitaine.geojson.gz",
        "stations.csv.gz",
    }


def test_cut_map_layers_gives_each_region_what_lies_in_it(source, tmp_path):
    call_command("cut_map_layers", source, "--to", tmp_path, stdout=StringIO())

    centre = collection_of(tmp_path / "layers" / "fr-centre-val-de-loire.geojson.gz")["features"]
    south = collection_of(tmp_path / "layers" / "fr-nouvelle-aquitaine.geojson.gz")["features"]
    assert [feature["properties"] for feature in centre] == [
        {"kind": "lake"},
        {"kind": "urban"},
        {"kind": "railway", "rank": 2},
        {"kind": "river", "rank": 2, "name": "Creuse"},
        {"kind": "station", "rank": 1, "name": "Tours"},
    ]
    assert [feature["properties"]["kind"] for feature in south] == ["river"]


def test_cut_map_layers_refuses_a_folder_without_layers(tmp_path):
    with pytest.raises(CommandError, match="No map layers"):
        call_command("cut_map_layers", tmp_path)


def test_a_line_beyond_the_coast_belongs_to_the_region_before_it():
    finder = RegionFinder(regions_of_layers())

    pieces = list(finder.pieces(((-1.9, 47.2), (-2.1, 47.3), (-4.0, 46.5))))

    assert [code for code, _piece in pieces] == ["fr-pays-de-la-loire"]


def test_holds_follows_the_outline():
    centre = regions_of_layers()["fr-centre-val-de-loire"]

    assert (holds(centre, (0.69, 47.39)), holds(centre, (2.35, 48.85))) == (True, False)


def test_pieces_in_leaves_out_what_lies_elsewhere():
    way = ((0.0, 0.5), (0.5, 0.5), (3.0, 0.5), (3.0, 3.0), (0.5, 3.0), (0.5, 0.9))

    pieces = list(pieces_in(way, Box(south=0.0, west=0.0, north=1.0, east=1.0)))

    assert pieces == [((0.0, 0.5), (0.5, 0.5), (3.0, 0.5)), ((0.5, 3.0), (0.5, 0.9))]


def test_layers_of_touraine_name_its_rivers():
    names = {one.name for one in layers_in(TOURAINE, width=640) if one.kind == LayerKind.RIVER}

    assert {"Loire", "Cher", "Indre", "Vienne", "Creuse"} <= names


@pytest.mark.parametrize(
    ("box", "shown"),
    [
        (TOURAINE, {LayerKind.STATION, LayerKind.URBAN}),
        (Box(47.2, 0.8, 47.5, 1.2), {LayerKind.STATION}),
        (Box(42.0, -5.0, 52.0, 12.0), {LayerKind.URBAN}),
    ],
    ids=["region", "close", "far"],
)
def test_layers_in_shows_stations_near_and_towns_far(box, shown):
    assert kinds_in(box) & {LayerKind.STATION, LayerKind.URBAN} == shown


def test_layers_in_is_empty_where_nothing_is_known():
    assert layers_in(Box(10.0, 10.0, 11.0, 11.0), width=640) == ()


@pytest.mark.skipif(not SOURCE.is_dir(), reason="published layers lie beside a checkout")
@pytest.mark.exhaustive
def test_shipped_layers_are_what_the_sources_make(tmp_path):
    call_command("cut_map_layers", SOURCE, "--to", tmp_path, stdout=StringIO())

    made = {path.name: path.read_bytes() for path in tmp_path.rglob("*.gz")}
    assert made == {path.name: path.read_bytes() for path in (*FILES, STATIONS)}
