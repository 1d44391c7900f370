"""How much a page weighs on the wire."""

import gzip
import posixpath
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from config.storage import ENTRY, ShortScripts, WholeSheet

MOST_BYTES = 100 * 1024
MOST_BYTES_WITH_MAP = 142 * 1024  # once the map beside the list is one that moves
MAP_LIBRARY = "vendor/leaflet/leaflet.js"
MAP = {MAP_LIBRARY, "js/map-layers.js", "js/map-spots.js"}  # come together

FOR_MEMBERS = {"js/form-words.js"}
# Elements of few pages, and the modules that nothing else imports.
WHERE_THERE_IS_ONE = {
    "bill-shares": {"js/elements/bill-shares.js", "js/amounts.js"},
    "desk-keys": {"js/elements/desk-keys.js", "js/row-keys.js"},
    "fresh-page": {"js/elements/fresh-page.js"},
    "tab-row": {"js/elements/tab-row.js"},
}


def weight(response, *, with_map=False):
    """Bytes on the wire for a first visit, photographs apart, packed as in production.

    A map brings its library when somebody comes near it: on a page without one nobody asks for it.
    What changes a list in place comes when somebody uses it, and is counted. The script of an
    element comes to pages that have one; what keeps the words of members, to theirs.
    """
    page = response.content.decode()
    named = set(re.findall(r'(?:href|src)="/static/([^"#]+)', page)) | scripts()
    for name in list(named):
        if name.endswith(".js"):
            named |= scripts(name)
    for tag, modules in WHERE_THERE_IS_ONE.items():
        if f"<{tag}" not in page:
            named -= modules
    if "data-personal" not in page and "data-starts-session" not in page:
        named -= FOR_MEMBERS
    if not with_map:
        named -= MAP
    return len(gzip.compress(response.content, 6)) + sum(len(packed(name)) for name in named)


def packed(name):
    """Fonts are packed already; the style sheet travels whole."""
    path = Path(finders.find(name))
    if path.suffix == ".woff2":
        return path.read_bytes()
    if name == ENTRY:
        return gzip.compress(WholeSheet(FileSystemStorage(path.parents[1])).open(ENTRY).read())
    if path.suffix == ".js" and not name.startswith("vendor/"):
        return gzip.compress(ShortScripts(FileSystemStorage(path.parent)).open(path.name).read())
    return gzip.compress(path.read_bytes())


def scripts(entry="js/site.js"):
    """All that a page may ask for, at once or later (`import(…)`), and what that asks for."""
    found = {entry}
    words = Path(finders.find(entry)).read_text()
    for name in re.findall(r'\b(?:import|from)\s*\(?\s*"(\.[^"]+\.js)"', words):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(entry), name))
        found |= scripts(path)
    return found
