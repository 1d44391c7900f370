"""How much a page weighs on the wire."""

import gzip
import posixpath
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from config.storage import ENTRIES, ShortScripts, WholeSheet

MOST_BYTES = 100 * 1024
MOST_BYTES_WITH_MAP = 142 * 1024  # once the map beside the list is one that moves
MAP_LIBRARY = "vendor/leaflet/leaflet.js"
MAP = {  # come together
    MAP_LIBRARY,
    "js/elements/place-map.js",
    "js/map-layers.js",
    "js/map-spots.js",
    "js/style-sheets.js",
}
GROUND = {"js/map-ground.js", "js/map-labels.js"}  # once the pins stand, with the layers below them
STREETS = {  # where a street map is set, once somebody is as close as that
    "js/map-streets.js",
    "js/map-street-rules.js",
    "vendor/protomaps-leaflet/protomaps-leaflet.js",
}
MOST_BYTES_OF_GROUND = 44 * 1024

FOR_MEMBERS = {"js/form-words.js"}
LONG_SELECT = 40  # options, as in site.js
RARE = re.compile(r'"([a-z-]+)": \(\) => import\("\./([^"]+)"\)')  # elements of few pages
# For whoever puts the site on their screen, or opens it from there; no visit asks for them.
AS_APP = frozenset({"img/app-icons/apple-touch-icon.png", "js/device-copies.js"})


def weight(response, *, with_map=False):
    """Bytes on the wire for a first visit, photographs apart, packed as in production.

    A map brings its library when somebody comes near it: on a page without one nobody asks for it.
    What changes a list in place comes when somebody uses it, and is counted. The script of an
    element comes to pages that have one; what keeps the words of members, to theirs. What
    lies below the pins is told by weight_of_ground.
    """
    page = response.content.decode()
    entry = Path(finders.find("js/site.js")).read_text()
    absent = {f"js/{path}" for tag, path in RARE.findall(entry) if f"<{tag}" not in page}
    if page.count("<option") <= LONG_SELECT:
        absent.add("js/elements/long-select.js")
    named = set(re.findall(r'(?:href|src)="/static/([^"#]+)', page)) | scripts(without=absent)
    for name in list(named):
        if name.endswith(".js"):
            named |= scripts(name, without=absent)
    if "data-personal" not in page and "data-starts-session" not in page:
        named -= FOR_MEMBERS
    if "data-streets" not in page:
        named -= STREETS
    named -= AS_APP | (GROUND if with_map else GROUND | MAP)
    return len(gzip.compress(response.content, 6)) + sum(len(packed(name)) for name in named)


def weight_of_ground(layers, land):
    """What a map that moves brings once its pins stand; both answers as they were sent."""
    return sum(len(packed(name)) for name in GROUND) + len(layers.content) + len(land.content)


def packed(name):
    """Fonts are packed already; a style sheet travels whole."""
    path = Path(finders.find(name))
    if path.suffix == ".woff2":
        return path.read_bytes()
    if ENTRIES.fullmatch(name):
        return gzip.compress(WholeSheet(FileSystemStorage(path.parents[1])).open(name).read())
    if path.suffix == ".js" and not name.startswith("vendor/"):
        return gzip.compress(ShortScripts(FileSystemStorage(path.parent)).open(path.name).read())
    return gzip.compress(path.read_bytes())


def scripts(entry="js/site.js", *, without=frozenset()):
    """All that a page may ask for, at once or later (`import(…)`), and what that asks for."""
    found = {entry}
    words = Path(finders.find(entry)).read_text()
    for name in re.findall(r'\b(?:import|from)\s*\(?\s*"(\.[^"]+\.js)"', words):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(entry), name))
        if path not in without:
            found |= scripts(path, without=without)
    return found
