"""A street map for tests: a small grid of streets, in a file made by tippecanoe."""

import json
import subprocess

from scripts import debian

STEP = 0.004  # degrees: some 300 m from street to street
MAJOR_EVERY = 4


def make_street_map(folder, *, south, west, north, east):
    """A PMTiles file with the layers of Protomaps' basemap. Nothing in it exists."""
    debian.require(debian.TIPPECANOE)
    box = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    layers = {
        "earth": [_feature("Polygon", [box], kind="earth")],
        "roads": list(_streets(south, west, north, east)),
        "water": [
            _feature("LineString", [[west, south], [east, north]], kind="river", name="Test river")
        ],
        "places": [
            _feature(
                "Point",
                [west * 0.6 + east * 0.4, south * 0.4 + north * 0.6],
                kind="locality",
                kind_detail="town",
                name="Test town",
            )
        ],
    }
    named = []
    for name, features in layers.items():
        file = folder / f"{name}.geojson"
        file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        named.append(f"--named-layer={name}:{file}")
    made = folder / "streets.pmtiles"
    zooms = ["--minimum-zoom=12", "--maximum-zoom=14", "--no-tile-size-limit"]
    program = debian.path_of(debian.TIPPECANOE)
    command = [program, f"--output={made}", "--force", "--quiet", *zooms, *named]
    subprocess.run(command, check=True, capture_output=True)
    return made


def _streets(south, west, north, east):
    yield from _along(west, east, lambda x, y: [x, y], south, north, "Test street")
    yield from _along(south, north, lambda y, x: [x, y], west, east, "Test road")


def _along(start, end, place, first, last, name):
    for number in range(round((last - first) / STEP) + 1):
        other = first + number * STEP
        yield _feature(
            "LineString",
            [place(start, other), place(end, other)],
            kind="minor_road" if number % MAJOR_EVERY else "major_road",
            name=f"{name} {number + 1}",
        )


def _feature(geometry, coordinates, **properties):
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": geometry, "coordinates": coordinates},
    }
