"""From published rivers to a small file: one feature a river, its pieces together."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from pathlib import Path
from typing import Final

from commons.geography.gazetteer import words_of
from commons.geography.outlines import Ring, thin

TOLERANCE: Final = 0.002  # degrees: some 200 metres, where a bank counts for five kilometres
DIGITS: Final = 3
ONE_RIVER: Final = (  # the first name is shown; a river changes its name at a border
    ("Rhin", "Rhine", "Rhein"),
    ("Rhône", "Rhne"),
    ("Meuse", "Maas"),
    ("Moselle", "Mosel"),
    ("Escaut", "Schelde", "Scheldt"),
    ("Danube", "Donau"),
    ("Thames", "Tamise"),
    ("Tevere", "Tibre", "Tiber"),
    ("Po", "Pô"),
    ("Ebro", "Èbre"),
    ("Elbe", "Labe"),
    ("Ticino", "Tessin"),
    ("Sarre", "Saar"),
    ("Lys", "Leie"),
)


def rivers(source: Path) -> str:
    """GeoJSON of all rivers with a name. `source` is the folder of the map layers."""
    packed = (source / "rivers_wide.geojson.gz").read_bytes()
    lines: dict[str, list[Ring]] = defaultdict(list)
    for feature in json.loads(gzip.decompress(packed))["features"]:
        if name := feature["properties"].get("name"):
            river = next((names[0] for names in ONE_RIVER if name in names), name)
            way = feature["geometry"]["coordinates"]
            pieces = way if feature["geometry"]["type"] == "MultiLineString" else [way]
            lines[river] += [thin(tuple((x, y) for x, y in line), TOLERANCE) for line in pieces]
    features = []
    for name in sorted(lines):
        others = next((names[1:] for names in ONE_RIVER if names[0] == name), ())
        rounded = [[(round(x, DIGITS), round(y, DIGITS)) for x, y in line] for line in lines[name]]
        features.append(
            {
                "type": "Feature",
                "properties": {
                    "code": "-".join(words_of(name)),
                    "name": name,
                    "other_names": list(others),
                },
                "geometry": {"type": "MultiLineString", "coordinates": rounded},
            }
        )
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
