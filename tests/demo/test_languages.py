"""Every page of the demonstration in both languages, each in its own words."""

import re
from collections import deque
from html.parser import HTMLParser
from io import StringIO

import pytest
from babel.messages.pofile import read_po
from wagtail.models import Page

from cms.queries.translations import half_told_in
from scripts.messages import packages
from tests.crawling import LINK, LOCATION, SKIPPED, inside

LANGUAGES = ("fr", "en")
EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "use", "path", "wbr"})
SAID = ("aria-label", "placeholder", "title")
UNSAID = frozenset({"script", "style", "template", "svg"})
GAP = re.compile(r"%\(\w+\)[sd]")
FEW_WORDS = 4
FEWEST_PAGES = 100  # of one language; fewer, and the walk has lost its way

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_demo")]


class Ear(HTMLParser):
    """Hears what a page says in its own language; other words say theirs by `lang`."""

    def __init__(self):
        super().__init__()
        self.open, self.language, self.heard = [("", "")], "", set()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        language = attrs.get("lang") or self.open[-1][1]
        if tag == "html":
            self.language = language
        if tag not in EMPTY:
            self.open.append((tag, language))
        self.hear(language, *(attrs.get(name) or "" for name in SAID))

    def handle_endtag(self, tag):
        if tag in {one for one, _language in self.open}:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        self.hear(self.open[-1][1], data)

    def hear(self, language, *words):
        is_said = not any(tag in UNSAID for tag, _language in self.open)
        if language == self.language and is_said:
            self.heard |= {" ".join(one.split()) for one in words}


def sentences():
    """The interface in English and in French, as pairs."""
    for package in packages():
        source = package / "locale" / "fr" / "LC_MESSAGES" / "django.po"
        for message in read_po(StringIO(source.read_text())) if source.exists() else ():
            if message.id and message.string:
                yield from zip(forms(message.id), forms(message.string), strict=True)


def forms(words):
    return words if isinstance(words, tuple) else (words,)


def foreign_to(language):
    """What the interface says in the other language, and never in this one."""
    english, french = (set(some) for some in zip(*sentences(), strict=True))
    others = english - french if language == "fr" else french - english
    patterns = [".+".join(map(re.escape, GAP.split(one))) for one in others if is_telling(one)]
    return re.compile("|".join(patterns))


def is_telling(words):
    """Around what is filled in, enough is left to know it by."""
    return not GAP.search(words) or len(GAP.sub("", words).split()) > FEW_WORDS


def read(client, language):
    """What each page of a reader says; the same list in other orders is read once."""
    waiting, seen, pages = deque([f"/{language}/", "/sitemap.xml"]), set(), {}
    while waiting:
        path = waiting.popleft().partition("?")[0]
        is_ours = path.startswith((f"/{language}/", "/sitemap"))
        if path in seen or path.startswith(SKIPPED) or not is_ours:
            continue
        seen.add(path)
        response = client.get(path)
        body = response.getvalue().decode(errors="replace")
        waiting.extend(inside([response.url] if "Location" in response else LINK.findall(body)))
        waiting.extend(inside(LOCATION.findall(body)))
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            pages[path] = heard_on(body)
    return pages


def heard_on(body):
    ear = Ear()
    ear.feed(body)
    return ear.heard


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_house_says_nothing_in_the_other_language(client, language):
    foreign = foreign_to(language)

    pages = read(client, language)

    strays = {
        path: {one for one in heard if foreign.fullmatch(one)} for path, heard in pages.items()
    }
    assert {path: found for path, found in strays.items() if found} == {}
    assert len(pages) > FEWEST_PAGES


def test_control_an_ear_hears_the_house_and_leaves_the_hosts_their_words():
    body = """<html lang="en"><p>Chercher</p><p lang="fr">Retour</p>
        <a aria-label="Fermer" href="/"><svg><title>Ouvrir</title></svg></a>
        <script>Annuler</script></html>"""

    foreign = foreign_to("en")

    assert {one for one in heard_on(body) if foreign.fullmatch(one)} == {"Chercher", "Fermer"}


def test_every_editorial_page_is_told_in_both_languages():
    pages = Page.objects.live().filter(depth__gt=1).select_related("locale")

    told = {}
    for page in pages:
        told.setdefault(page.translation_key, set()).add(page.locale.language_code)

    assert [key for key, languages in told.items() if languages != set(LANGUAGES)] == []
    assert [page for page in pages if half_told_in(page)] == []
    assert len(told) > 10
