"""What of a page is kept in a snapshot, and which pages are requested: nothing here needs Django.

`normalised` takes out what a refactoring may change without anybody noticing, and nothing else.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Container, Iterable, Iterator
from hashlib import sha256
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

ORIGIN = "http://localhost:8000"
"""The address of the demonstration, in mails, feeds and sitemaps."""

LINK = re.compile(r"""(?:href|src|action|data-src|data-outline|data-url)="([^"#]+)["#]""")
LOCATION = re.compile(r"<loc>([^<]+)</loc>")
IN_JSON_OR_TEXT = re.compile(rf"{ORIGIN}(/[^\s\"<>\\#]*)")
# A page says the same wherever one came from and wherever its form leads on to.
PASSED_ON = re.compile(r"([?&](?:from|next)=)[^&]*")
OF_THE_WAY = frozenset({"from", "next"})
SETS = 4  # sets of parameters of one view, for as many pages as the bound allows
LONGEST_NAME = 120  # signs of an address in the name of a file

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # Protection against forged forms: a mask that is drawn anew for each page.
    (re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*'), r"\1CSRF"),
    (re.compile(r'(CSRF_?TOKEN"?\s*[:=]\s*["\'])[A-Za-z0-9]{32,}', re.IGNORECASE), r"\1CSRF"),
    # The policy for scripts names a number that is used once.
    (re.compile(r"""(nonce(?:=["']|-))[A-Za-z0-9_+/=-]{8,}"""), r"\1NONCE"),
    # The key of one press of a form, drawn when the form is shown.
    (re.compile(rf'(name="(?:\w+-)?key" value="){UUID}'), r"\1KEY"),
    (re.compile(rf'(value="){UUID}(" name="(?:\w+-)?key")'), r"\1KEY\2"),
    # Sealed values (Fernet) hold the moment and random bytes.
    (re.compile(r"gAAAAA[A-Za-z0-9_-]{60,}"), "SEALED"),
    # Static files: css/app.3f2a9c81b2d4.css is css/app.css, and ?v= is a version of its package.
    (re.compile(r"(/static/[\w./-]*?)\.[0-9a-f]{6,16}(\.\w+)\b"), r"\1\2"),
    (re.compile(r"(/static/[\w./-]+\?v=)[0-9a-f]+"), r"\1VERSION"),
)


def normalised(text: str) -> str:
    """The text without masks against forgery, nonces, keys of forms, seals and hashes of files."""
    for pattern, instead in RULES:
        text = pattern.sub(instead, text)
    return text


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def file_name(url: str) -> str:
    """A readable file name for an address, the same in every run; no two addresses share one."""
    readable = re.sub(r"[^\w.=-]+", "_", url).strip("_")[:LONGEST_NAME]
    return f"{readable or 'root'}.{digest_of(url)[:8]}.txt"


def links_in(text: str, url: str) -> list[str]:
    """Addresses of this site that a page at `url` leads to, without fragments, in their order."""
    found = [*LINK.findall(text), *LOCATION.findall(text), *IN_JSON_OR_TEXT.findall(text)]
    joined = (urljoin(f"{ORIGIN}{url}", unescape(link).strip()) for link in found)
    return [path for link in joined if (path := own_path(link))]


def own_path(link: str) -> str:
    """Path and query of an address of this site; nothing for any other."""
    parts = urlsplit(link)
    if parts.scheme not in {"http", "https"} or parts.hostname != "localhost":
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


class Frontier:
    """Addresses that wait to be requested, breadth first, at most `each` of one kind.

    A kind is what `view_of` returns for a path, together with the names of the parameters; of
    one view there are at most SETS times as many, whatever its parameters, and a single one of
    those `in_short`. `each` 0 stands for no bound. `follows` says of an address whether it is
    requested at all; those in `starts` always are, and count for nothing.
    """

    def __init__(
        self,
        starts: Iterable[str],
        *,
        each: int,
        view_of: Callable[[str], str],
        follows: Callable[[str], bool],
        in_short: Container[str] = (),
    ) -> None:
        self._each, self._view_of, self._follows = each, view_of, follows
        self._in_short = in_short
        self._waiting: deque[tuple[str, bool]] = deque((url, True) for url in starts)
        self._seen: set[str] = set()
        self._views: Counter[str] = Counter()
        self._kinds: Counter[tuple[str, frozenset[str]]] = Counter()

    def add(self, urls: Iterable[str]) -> None:
        self._waiting.extend((url, False) for url in urls)

    def __iter__(self) -> Iterator[str]:
        while self._waiting:
            url, is_start = self._waiting.popleft()
            if self._is_new(url) and (is_start or self._is_wanted(url)):
                yield url

    def _is_new(self, url: str) -> bool:
        known_as = normalised(PASSED_ON.sub(r"\1", url))
        is_new = known_as not in self._seen
        self._seen.add(known_as)
        return is_new

    def _is_wanted(self, url: str) -> bool:
        """Count this address, unless it isn't followed or there were enough like it."""
        if not self._follows(url):
            return False
        parts = urlsplit(url)
        view = self._view_of(parts.path)
        kind = view, frozenset(parse_qs(parts.query, keep_blank_values=True)) - OF_THE_WAY
        most = 1 if view in self._in_short else SETS * self._each
        if self._each and (self._views[view] >= most or self._kinds[kind] >= self._each):
            return False
        self._views[view] += 1
        self._kinds[kind] += 1
        return True
