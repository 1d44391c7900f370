import pytest
from django.urls import reverse
from pmtiles.tile import Compression, TileType, serialize_header

from commons.geography.checks import check_street_map
from commons.geography.selectors.street_map import street_map
from commons.geography.views import MOST_BYTES

EDGES = {"min_lon_e7": 5_000_000, "min_lat_e7": 472_000_000}
EDGES |= {"max_lon_e7": 11_000_000, "max_lat_e7": 475_000_000}


def header(**changes):
    """Of a file like those that `pmtiles extract` writes."""
    offsets = ("root", "metadata", "leaf_directory", "tile_data")
    known = {f"{name}_{what}": 0 for name in offsets for what in ("offset", "length")}
    known |= {"clustered": True, "tile_type": TileType.MVT, "min_zoom": 0, "max_zoom": 14}
    known |= {"internal_compression": Compression.GZIP, "tile_compression": Compression.GZIP}
    return serialize_header(known | EDGES | changes)


@pytest.fixture
def write(settings, tmp_path):
    def write(content):
        path = tmp_path / "streets.pmtiles"
        path.write_bytes(content)
        settings.GEOGRAPHY_STREET_MAP = str(path)
        return path

    return write


def test_without_the_setting_there_are_no_streets(client, db):
    assert street_map() is None
    assert check_street_map() == []
    assert client.get(reverse("geography:streets")).status_code == 404


def test_street_map_reads_what_a_page_says_of_the_file(write):
    write(header())

    found = street_map()

    assert (found.edges, found.max_zoom) == ("0.50000,47.20000,1.10000,47.50000", 14)
    assert found.url == f"/geography/streets.pmtiles?v={found.version}"
    assert check_street_map() == []


def test_a_new_file_has_another_address(write):
    write(header())
    before = street_map().url

    write(header() + b"more")

    assert street_map().url != before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "is not a PMTiles file.", id="empty"),
        pytest.param(b"PMTiles\x03", "is not a PMTiles file.", id="cut"),
        pytest.param(b"\xff" * 200, "is not a PMTiles file.", id="binary"),
        pytest.param(b"<html>" * 50, "is not a PMTiles file.", id="page"),
        pytest.param(b"PMTiles\x02" + bytes(200), "of version 3", id="version"),
        pytest.param(b"PMTiles\x03" + b"\xff" * 200, "is not a PMTiles file.", id="damaged"),
        pytest.param(header(tile_type=TileType.PNG), "no vector tiles", id="pictures"),
        pytest.param(header(tile_compression=Compression.ZSTD), "gzip", id="zstd"),
        pytest.param(header(max_zoom=9), "ends at zoom 9", id="coarse"),
    ],
)
def test_a_file_that_is_no_street_map_is_told_and_not_shown(write, content, words):
    path = write(content)

    (error,) = check_street_map()

    assert error.id == "geography.E001"
    assert str(path) in error.msg
    assert words in error.msg
    assert street_map() is None


def test_a_missing_file_is_told_and_not_shown(client, db, settings, tmp_path):
    settings.GEOGRAPHY_STREET_MAP = str(tmp_path / "none.pmtiles")

    (error,) = check_street_map()

    assert "none.pmtiles can't be read: No such file or directory." in error.msg
    assert street_map() is None
    assert client.get(reverse("geography:streets")).status_code == 404


def test_streets_come_in_parts_that_a_browser_keeps(client, write):
    content = header() + bytes(range(256)) * 4
    write(content)
    packs = {"Accept-Encoding": "gzip", "Range": "bytes=127-500"}

    part = client.get(street_map().url, headers=packs)
    again = client.get(street_map().url, headers=packs | {"If-None-Match": part.headers["ETag"]})

    assert (part.status_code, part.content) == (206, content[127:501])
    assert part.headers["Content-Range"] == f"bytes 127-500/{len(content)}"
    assert part.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert part.headers["Content-Type"] == "application/vnd.pmtiles"
    assert "Content-Encoding" not in part.headers
    assert part.cookies == {}
    assert (again.status_code, again.content) == (304, b"")


def test_streets_of_another_version_are_asked_for_again(client, write):
    write(header())

    old = client.get("/geography/streets.pmtiles?v=old", headers={"Range": "bytes=0-6"})
    beyond = client.get(street_map().url, headers={"Range": "bytes=900-"})

    assert (old.status_code, old.headers["Cache-Control"]) == (206, "no-cache")
    assert (beyond.status_code, beyond.headers["Cache-Control"]) == (416, "no-cache")


def test_streets_never_come_at_once(client, write):
    write(header() + bytes(MOST_BYTES))
    url = street_map().url

    whole, huge = client.get(url), client.get(url, headers={"Range": "bytes=0-"})
    head, sent = client.head(url), client.post(url)

    assert whole.status_code == 403
    assert len(huge.content) == MOST_BYTES
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(MOST_BYTES + 127)
    assert sent.status_code == 405


@pytest.mark.parametrize("address", ["/en/map/", "/fr/carte/"])
def test_maps_name_the_streets_only_where_they_are_set(client, db, write, settings, address):
    write(header())
    url = street_map().url

    with_streets = client.get(address).content.decode()
    settings.GEOGRAPHY_STREET_MAP = ""
    without = client.get(address).content.decode()

    assert f'data-streets="{url}"' in with_streets
    assert "https://www.openstreetmap.org/copyright" in with_streets
    assert "street" not in without.replace("OpenStreetMap", "")
