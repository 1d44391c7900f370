"""Pages that the proxy shows while the site doesn't answer: files, written beforehand.

docker/Caddyfile shows them where the site is closed or can't be reached, and where somebody sends
more than the proxy lets through. They need no process of ours.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.utils.translation import override

from ui.views.errors import static_context

PAGES: Final = ("413", "503")
CLOSED: Final = "closed"
"""Name of the file that closes the site: the proxy looks for it at each request."""

LINK: Final = re.compile(r'(?:href|src)="([^"#?]+)')
PART: Final = re.compile(r"""url\(["']?([^"')#?]+)""")
ELSEWHERE: Final = ("data:", "http:", "https:", "/")


def write_pages(folder: Path) -> None:
    """Write each page in each language as `503.fr.html`, and the files that it shows."""
    names: set[str] = set()
    folder.mkdir(parents=True, exist_ok=True)
    for code, _name in settings.LANGUAGES:
        with override(code):
            for page in PAGES:
                html = render_to_string(f"{page}.html", static_context() | {"is_static": True})
                (folder / f"{page}.{code}.html").write_text(html)
                names |= static_files_in(html)
    for name, content in with_parts(names).items():
        path = folder / settings.STATIC_URL.strip("/") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def close_site(folder: Path) -> None:
    """From now on the proxy shows the page of status 503 to everyone."""
    write_pages(folder)
    (folder / CLOSED).touch()


def reopen_site(folder: Path) -> None:
    """Does nothing where the site is open."""
    (folder / CLOSED).unlink(missing_ok=True)


def static_files_in(html: str) -> set[str]:
    """Names of the static files that a page links to."""
    links = LINK.findall(html)
    before = settings.STATIC_URL
    return {link.removeprefix(before) for link in links if link.startswith(before)}


def with_parts(names: set[str]) -> dict[str, bytes]:
    """The content of these static files, and of those that their style sheets load."""
    found: dict[str, bytes] = {}
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found[name] = content = read_static_file(name)
        if name.endswith(".css"):
            parts = PART.findall(content.decode())
            waiting += [
                posixpath.normpath(f"{posixpath.dirname(name)}/{part}")
                for part in parts
                if not part.startswith(ELSEWHERE)
            ]
    return found


def read_static_file(name: str) -> bytes:
    """As it was collected; where nothing is, on a developer's machine, as it was written.

    Raises FileNotFoundError.
    """
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return bytes(file.read())
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(name)
    return Path(path).read_bytes()
