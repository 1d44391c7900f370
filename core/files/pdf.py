"""HTML of ours as a tagged PDF (PDF/UA-1). Nothing is fetched: it knows the files it is handed.

WeasyPrint is an extra (`uv sync --extra pdf`) and is imported when the first PDF is made: a process
that makes none doesn't carry it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from ctypes.util import find_library
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from mimetypes import guess_type
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles import finders
from PIL import ImageFile

SCHEME: Final = "document:"  # leads nowhere outside; letters only, as collectstatic wants it
STYLE: Final = "css/on-paper.css"
FONTS: Final = ("newsreader-roman.woff2", "newsreader-italic.woff2", "atkinson-next.woff2")
LIBRARIES: Final = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")

type Files = Mapping[str, Callable[[], bytes]]


@cache
def can_make_pdf() -> bool:
    """Are the extra and the libraries of the system here? It is asked without loading any."""
    return find_spec("weasyprint") is not None and all(map(find_library, LIBRARIES))


def address_in_pdf(name: str) -> str:
    """Under which a page names one of the files that come with it."""
    return f"{SCHEME}{name}"


def pdf_of(html: str, files: Files) -> bytes:
    """The whole document. A page that names any other file has a gap there."""
    # Imported, it lets Pillow take pictures that were cut off, in the whole process: whatever
    # cleans photographs in the same worker has to go on refusing them.
    weasyprint = import_module("weasyprint")
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    own_fonts: dict[str, Callable[[], bytes]]
    own_fonts = {name: partial(_static, f"fonts/{name}") for name in FONTS}
    known = {address_in_pdf(name): read for name, read in {**files, **own_fonts}.items()}
    fetch = _fetcher(known)
    fonts = import_module("weasyprint.text.fonts").FontConfiguration()
    style = weasyprint.CSS(
        string=_static(STYLE).decode(), url_fetcher=fetch, font_config=fonts, base_url=SCHEME
    )
    document = weasyprint.HTML(string=html, url_fetcher=fetch, base_url=SCHEME)
    made: bytes = document.write_pdf(
        stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True
    )
    return made


def _fetcher(known: Files) -> Any:
    """Instead of WeasyPrint's own, which would ask the network and the disk."""
    urls = import_module("weasyprint.urls")

    class KnownFiles(urls.URLFetcher):  # type: ignore[name-defined]
        def fetch(self, url: str, headers: object = None) -> Any:
            read = known.get(url)
            if read is None:
                raise ValueError("Only files of this document are read.")
            kind = guess_type(url.removeprefix(SCHEME))[0] or "application/octet-stream"
            return urls.URLFetcherResponse(url, read(), {"Content-Type": kind})

    return KnownFiles()


def _static(name: str) -> bytes:
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(name)
    return Path(found).read_bytes()
