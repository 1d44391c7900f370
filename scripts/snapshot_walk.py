"""Load the demonstration and walk it as each role, in a process whose clock and chance are fixed.

A program of its own because the clock has to stand still before Django is imported:

    python -m scripts.snapshot_walk load
    python -m scripts.snapshot_walk walk FOLDER LANGUAGE EACH

`DEMO_DIR` names the folder of the demonstration (scripts/demo_database.py). Each page is requested
inside a transaction that is rolled back, with chance that begins anew from its role and address:
what a page shows doesn't depend on which pages were requested before it.
"""

from __future__ import annotations

import email
import io
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from email import policy
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest import mock
from zipfile import ZipFile

import time_machine
from pypdf import PdfReader

from scripts.snapshot_text import (
    Frontier,
    digest_of,
    file_name,
    links_in,
    normalised,
    own_path,
)

if TYPE_CHECKING:
    from django.http import HttpResponseBase
    from django.test import Client

NOW: Final = datetime(2027, 3, 10, 9, 30, tzinfo=UTC)  # a Wednesday, 10:30 in Paris
LANGUAGES: Final = ("fr", "en")
ROLES: Final = {
    "visitor": "",
    "traveller": "camille.roussel@example.org",
    "host": "odile.marchand@example.org",
    "sponsor": "therese.gaillard@example.org",
    "candidate": "yann.le.goff@example.org",
    "coordinator": "nadia.belkacem@example.org",
    "editor": "aurelien.dupin@example.org",
    "writer": "maud.ashworth@example.org",
    "administrator": "solene.kerdraon@example.org",
}
IN_AN_EMERGENCY: Final = ("visitor", "host", "coordinator")
# In English; the French ones are what the site translates them to.
STARTS: Final = (
    *("/en/", "/en/me/", "/en/me/requests/", "/en/me/reports/", "/en/hosting/", "/en/trips/"),
    *("/en/coordination/reports/", "/en/stories/", "/en/itineraries/", "/en/offers/"),
    *("/en/offers/?place=Tours&kind=stay&adults=2", "/en/communities/", "/en/emergency/"),
    *("/en/nowhere/", "/cms/"),
)
FOR_PROGRAMS: Final = ("/sitemap.xml", "/robots.txt", "/api/v1/", "/healthz")
DESK: Final = "/en/emergency/coordination/"
FOR_ANYBODY: Final = "x/"
EMERGENCY: Final = ("/en/emergency/", f"/en/s/emergency/{FOR_ANYBODY}")
SKIPPED: Final = ("/static/", "/media/", "/i18n/")
# Of the answer itself, not of the page; a cookie and a length change with each request.
HEADERS_LEFT_OUT: Final = frozenset({"content-length", "date", "etag", "set-cookie", "expires"})
TEXTS: Final = ("text/", "json", "xml", "calendar", "javascript")
TEXT_FILES: Final = (".css", ".csv", ".html", ".json", ".opf", ".txt", ".xhtml", ".xml")
BETWEEN_MAILS: Final = b"-" * 79
MAIL_HEADERS: Final = ("From", "To", "Reply-To", "Subject", "List-Unsubscribe")


@dataclass(frozen=True)
class Page:
    """One line of index.tsv; `sha256` is that of the kept text, `status` is MAIL for a mail."""

    role: str
    language: str
    view: str
    url: str
    status: str
    sha256: str


class Chance:
    """Random bytes that depend on nothing but the name of what is being done."""

    def __init__(self) -> None:
        self._random = random.Random(0)  # noqa: S311  # it protects nothing: nobody visits this site

    def begin(self, name: str) -> None:
        self._random.seed(name)
        random.seed(name)

    def draw(self, count: int) -> bytes:
        return self._random.randbytes(count)


@contextmanager
def fixed() -> Iterator[Chance]:
    """A clock that stands still, and chance that is the same in every run."""
    chance = Chance()
    with (
        time_machine.travel(NOW, tick=False),
        mock.patch("os.urandom", chance.draw),
        mock.patch("random._urandom", chance.draw),  # what `secrets` and `uuid4` came by
    ):
        yield chance


def set_up() -> None:
    """Django with the demonstration; jobs are done at once."""
    import django  # noqa: PLC0415  # its settings read the clock and the folder

    django.setup()
    from config.celery import app  # noqa: PLC0415

    app.loader.import_default_modules()
    app.conf.task_always_eager = True


def load(chance: Chance) -> None:
    """Fill the tables: people, offers, photographs."""
    set_up()
    from django.core.management import call_command  # noqa: PLC0415

    chance.begin("migrate")
    call_command("migrate", verbosity=0)
    chance.begin("load")
    call_command("load_demo", stdout=io.StringIO())
    _do_jobs()


def _do_jobs() -> None:
    from commons.outbox.tasks import drain_outbox  # noqa: PLC0415  needs the settings that main() chose

    drain_outbox()


class Walk:
    """The pages of one language, written to `folder` as they come."""

    def __init__(self, folder: Path, language: str, *, each: int, chance: Chance) -> None:
        self.folder, self.language, self.each, self.chance = folder, language, each, chance
        self.pages: list[Page] = []
        self._public: set[str] = set()  # views that a visitor reads
        self._mails_read: set[str] = set()

    def run(self) -> None:
        """Every role, the mails so far, then an emergency and who meets it."""
        for role, address in ROLES.items():
            self._walk(role, address, self._starts(role), self._is_in_language)
        self._keep_mails("mail")
        self._declare_emergency()
        links = [*self._keep_mails("emergency-mail"), *self._held_by_link()]
        for role in IN_AN_EMERGENCY:
            starts = self._in_language([*EMERGENCY[:1], DESK, "/en/", "/en/me/"])
            starts += () if ROLES[role] else links
            self._walk(f"emergency-{role}", ROLES[role], starts, self._is_of_emergency)

    def _starts(self, role: str) -> list[str]:
        return [
            *self._in_language(STARTS),
            *self._editorial(),
            *(FOR_PROGRAMS if role == "visitor" else ()),
        ]

    def _in_language(self, urls: Iterable[str]) -> list[str]:
        from django.urls import translate_url  # noqa: PLC0415
        from django.utils import translation  # noqa: PLC0415

        with translation.override("en"):
            return [translate_url(url, self.language) for url in urls]

    def _editorial(self) -> list[str]:
        from wagtail.models import Page as EditorialPage  # noqa: PLC0415

        pages = EditorialPage.objects.live().filter(depth__gt=1)
        mine = pages.filter(locale__language_code=self.language).order_by("path")
        return [own_path(page.full_url) for page in mine if page.full_url]

    def _is_in_language(self, url: str) -> bool:
        others = tuple(f"/{code}/" for code in LANGUAGES if code != self.language)
        return not url.startswith((*SKIPPED, *others))

    def _is_of_emergency(self, url: str) -> bool:
        rooms, by_link = self._in_language(EMERGENCY)
        return url.startswith((rooms, by_link.removesuffix(FOR_ANYBODY)))

    def _held_by_link(self) -> list[str]:
        """Pages of an emergency that people open by the secret in their link, in every state.

        Of every model that has a token and an address: no name of a model is needed here.
        """
        from django.apps import apps  # noqa: PLC0415
        from django.utils import translation  # noqa: PLC0415

        with translation.override(self.language):
            found = [
                row.get_absolute_url()
                for model in apps.get_models()
                if hasattr(model, "get_absolute_url") and hasattr(model, "token")
                for row in model._default_manager.order_by("pk")
            ]
        return [url for url in found if self._is_of_emergency(url)]

    def _walk(
        self, role: str, address: str, starts: list[str], follows: Callable[[str], bool]
    ) -> None:
        """Each page that the role reaches; what a visitor reads too, once per view."""
        client = self._client(address)
        editorial = frozenset(self._editorial())

        def view_of(path: str) -> str:
            """The view of an address; a page of the editors is a kind of its own."""
            return path if path in editorial else _view_of(path) or path

        in_short = self._public if address else ()
        frontier = Frontier(
            starts, each=self.each, view_of=view_of, follows=follows, in_short=in_short
        )
        for url in frontier:
            frontier.add(self._visit(client, role, url))
        print(f"{role}, {self.language}: {len(self.pages)} pages so far", flush=True)

    def _client(self, address: str) -> Client:
        from django.test import Client  # noqa: PLC0415

        from commons.accounts.models import User  # noqa: PLC0415

        client = Client(
            raise_request_exception=False,
            headers={"accept-language": self.language, "host": "localhost:8000"},
        )
        if address:
            self.chance.begin(f"log in {address}")
            User.objects.filter(email=address).update(language=self.language)
            client.force_login(User.objects.get(email=address))
        return client

    def _visit(self, client: Client, role: str, url: str) -> list[str]:
        """Keep what is at an address; returns the addresses that it leads to."""
        from django.core.cache import cache  # noqa: PLC0415
        from django.db import transaction  # noqa: PLC0415

        cache.clear()  # no limit on tries is reached, and no page depends on an earlier one
        name = normalised(url)
        self.chance.begin(f"{role} {name}")
        cookies = dict(client.cookies)
        with transaction.atomic():
            answer = client.get(url)
            # The body; of a PDF its words; of a ZIP or EPUB file its names and texts. Of any other
            # file that isn't text, only that it is one.
            body: bytes = answer.getvalue()
            kind = answer.headers.get("Content-Type", "")
            if any(sign in kind for sign in TEXTS):
                text = body.decode(errors="replace")
            elif kind.startswith("application/pdf"):
                text = "\f".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
            elif kind.endswith(("/zip", "+zip")):
                with ZipFile(io.BytesIO(body)) as files:
                    text = "\f".join(
                        f"{file}\n{files.read(file).decode(errors='replace')}"
                        if file.endswith(TEXT_FILES)
                        else f"{file}\n"
                        for file in files.namelist()
                    )
            else:
                text = "(a file that is no text)" if body else ""
            transaction.set_rollback(True)
        client.cookies.clear()
        client.cookies.update(cookies)
        view = _view_of(url)
        if role == "visitor" and answer.status_code == HTTPStatus.OK:
            self._public.add(view)
        self._keep(role, view, name, str(answer.status_code), _normalised_body(answer, url, text))
        return links_in(f'href="{answer.headers.get("Location", "")}" {text}', url)

    def _keep(self, role: str, view: str, url: str, status: str, text: str) -> None:
        kept = normalised(text)
        path = self.folder / "pages" / role / self.language / file_name(url)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(kept, newline="\n")
        self.pages.append(Page(role, self.language, view, url, status, digest_of(kept)))

    def _keep_mails(self, role: str) -> list[str]:
        """Keep the mails that were sent since; returns the addresses that they lead to."""
        self.chance.begin(role)
        _do_jobs()
        links: list[str] = []
        names: Counter[str] = Counter()
        mails = set()
        for file in (Path(os.environ["DEMO_DIR"]) / "mail").iterdir():
            for piece in filter(None, map(bytes.strip, file.read_bytes().split(BETWEEN_MAILS))):
                mail = email.message_from_bytes(piece, policy=policy.default)
                parts = [part for part in mail.walk() if part.get_content_maintype() == "text"]
                bodies = [f"-- {part.get_content_type()}\n{part.get_content()}" for part in parts]
                heads = [f"{name}: {mail[name]}" for name in MAIL_HEADERS]
                mails.add("\n".join([*heads, "", *bodies]))
        for text in sorted(mails - self._mails_read):
            self._mails_read.add(text)
            # Whom it is for and what it is about.
            mail_headers = dict(
                line.split(": ", 1) for line in text.splitlines()[: len(MAIL_HEADERS)]
            )
            name = f"{mail_headers['To']}: {mail_headers['Subject']}"
            names[name] += 1
            self._keep(role, "", f"{name} ({names[name]})", "MAIL", text)
            links += links_in(text, "/")
        return [link for link in links if self._is_of_emergency(link)]

    def _declare_emergency(self) -> None:
        """The coordinator presses what the desk offers, on the page of the change."""
        client = self._client(ROLES["coordinator"])
        desk = client.get(DESK).content.decode()
        found = re.search(rf"{DESK}[\w-]+-[a-z0-9]{{8}}/", desk)
        if found is None:
            raise LookupError(f"no emergency is prepared at {DESK}")
        self.chance.begin("declare")
        answer: Any = client.post(f"{found[0]}state/declare/", {"territory": "Indre-et-Loire"})
        if answer.status_code not in {302, 303}:
            raise LookupError(f"the emergency was not declared: {answer.status_code}")

    def write_index(self) -> None:
        lines = sorted("\t".join(astuple(page)) for page in self.pages)
        (self.folder / f"index-{self.language}.tsv").write_text("\n".join([*lines, ""]))


def _view_of(url: str) -> str:
    from django.urls import Resolver404, resolve  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    path = url.partition("?")[0]
    language = translation.get_language_from_path(path) or "en"
    try:
        with translation.override(language):
            return str(resolve(path).view_name)
    except Resolver404:
        return ""


def _normalised_body(answer: HttpResponseBase, url: str, text: str) -> str:
    headers = sorted(
        f"{name.lower()}: {value}"
        for name, value in answer.headers.items()
        if name.lower() not in HEADERS_LEFT_OUT
    )
    cookies = sorted(f"sets-cookie: {name}" for name in answer.cookies)
    return "\n".join([f"GET {url}", f"{answer.status_code}", *headers, *cookies, "", text])


def main(words: list[str]) -> None:
    with fixed() as chance:
        if words[0] == "load":
            load(chance)
            return
        set_up()
        _command, folder, language, each = words
        walk = Walk(Path(folder), language, each=int(each), chance=chance)
        walk.run()
        walk.write_index()


if __name__ == "__main__":
    main(sys.argv[1:])
