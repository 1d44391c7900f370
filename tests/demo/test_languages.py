"""Every page of the demonstration in both languages, each in its own words."""

import re
from collections import Counter, deque
from datetime import timedelta
from html.parser import HTMLParser
from io import StringIO

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import override_settings
from django.utils.text import capfirst
from wagtail.models import Page

from cms.pages.presenters.translations import untranslated_language
from commons.moderation.selectors import KINDS_KEY
from core.cache.caching import delete_cached
from hosting.communities.models.communities import Membership
from hosting.requests.models.requests import Request
from scripts.check_wording import refused
from scripts.messages import packages
from tests.crawling import LINK, LOCATION, SKIPPED, inside, sort_of
from tests.exhaustive import size

LANGUAGES = ("fr", "en")
EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "use", "path", "wbr"})
TEXT_ATTRIBUTES = ("aria-label", "placeholder", "title")
UNSAID = frozenset({"script", "style", "template", "svg"})
GAP = re.compile(r"%\(\w+\)[sd]")
FEW_WORDS = 4
# Things of one sort are told by the same template.
OF_EACH_ROOM = size(1, exhaustive=2)
# As many as there are offers: only forms of reports and ways in are more.
OF_EACH_SORT = size(4, exhaustive=15)
FEWEST_PAGES = size(60, exhaustive=100)  # of one language; fewer, and the walk has lost its way
FEWEST_ROOMS = size(50, exhaustive=60)  # of two readers
BREAKS = re.compile(r"[ \t\r\n]+")  # what HTML joins; an unbreakable space stays one
LONGEST_LABEL = 8  # words; what is longer may be a host's own telling
LETTER = r"[^\W\d]"
ROOMS = {}  # pages of members, by language, reader and how many of each sort
NUMBER = r"\d[\d  .,]*"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("small_demo"),
]


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
        self.hear(language, *(attrs.get(name) or "" for name in TEXT_ATTRIBUTES))

    def handle_endtag(self, tag):
        if tag in {one for one, _language in self.open}:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        self.hear(self.open[-1][1], data)

    def hear(self, language, *words):
        is_visible = not any(tag in UNSAID for tag, _language in self.open)
        if language == self.language and is_visible:
            self.heard |= {BREAKS.sub(" ", one).strip(" ") for one in words}


def sentences():
    """The interface in English and in French, as pairs."""
    for package in packages():
        source = package / "locale" / "fr" / "LC_MESSAGES" / "django.po"
        for message in read_po(StringIO(source.read_text())) if source.exists() else ():
            if message.id and message.string:
                yield from zip(forms(message.id), forms(message.string), strict=True)


def forms(words):
    return words if isinstance(words, tuple) else (words,)


class Foreign:
    """What the interface says in the other language, and never in this one."""

    def __init__(self, language):
        english, french = (set(some) for some in zip(*sentences(), strict=True))
        own, others = (french, english) if language == "fr" else (english, french)
        # "6 places" are seats in French, and ours as well; a label begins with a capital
        shapes = {shape_of(form) for one in own for form in (one, capfirst(one))}
        shapes |= {name for _code, name in settings.LANGUAGES}  # each in its own language
        others = {one for one in others if shape_of(one) not in shapes}
        self.whole = {one for one in others if not GAP.search(one) and re.search(LETTER, one)}
        filled_in = {one for one in others if GAP.search(one)}
        patterns = [
            (".+" if has_words(one) else NUMBER).join(map(re.escape, GAP.split(one)))
            for one in filled_in
            if re.search(LETTER, GAP.sub("", one))
        ]
        self.pattern = re.compile("|".join(patterns))

    def among(self, heard):
        return {one for one in heard if one in self.whole or self.pattern.fullmatch(one)}


def shape_of(words):
    """Without the names of what is filled in, which differ from one sentence to the next."""
    return GAP.sub("%s", words)


def has_words(words):
    """Around what is filled in, enough is left to know it by."""
    return len(GAP.sub("", words).split()) > FEW_WORDS


def read(client, language, *, of_each):
    """What pages of a reader say in words."""
    return {
        path: heard_on(body) for path, body in bodies(client, language, of_each=of_each).items()
    }


@override_settings(NOTIFICATIONS_WAITING_CACHE_TTL=timedelta(minutes=1))  # pages are many
def bodies(client, language, *, of_each):
    """Pages of a reader, so many of each sort; a list in other orders is read once."""
    delete_cached(KINDS_KEY)  # the header of each page counts what waits of these
    waiting, seen, pages = deque([f"/{language}/", "/sitemap.xml"]), set(), {}
    sorts = Counter()
    while waiting:
        path = waiting.popleft().partition("?")[0]
        is_ours = path.startswith((f"/{language}/", "/sitemap"))
        if path in seen or path.startswith(SKIPPED) or not is_ours:
            continue
        seen.add(path)
        sort = sort_of(path)
        sorts[sort] += 1
        if sorts[sort] > of_each:
            continue
        response = client.get(path)
        body = response.getvalue().decode(errors="replace")
        waiting.extend(inside([response.url] if "Location" in response else LINK.findall(body)))
        waiting.extend(inside(LOCATION.findall(body)))
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            pages[path] = body
    return pages


def rooms_of_members(client, language, *, of_each):
    """What pages of a host and of a coordinator say."""
    host = Request.objects.order_by("pk").first().host
    coordinator = Membership.objects.active().filter(is_coordinator=True).first().person
    pages = {}
    for person in (host, coordinator):
        for path, body in _rooms_of(client, language, person, of_each).items():
            pages[f"{path} for {person}"] = heard_on(body)
    return pages


def _rooms_of(client, language, person, of_each):
    """Their pages as they are in the rows of the demonstration, asked for once in a process."""
    known = language, person.pk, of_each
    if known not in ROOMS:
        client.force_login(person)
        ROOMS[known] = bodies(client, language, of_each=of_each)
    return ROOMS[known]


def heard_on(body):
    ear = Ear()
    ear.feed(body)
    return ear.heard


def refused_on(pages, language):
    """Labels with words that the glossary refuses, by page."""
    words = refused(language)
    return {
        path: found
        for path, heard in pages.items()
        if (found := {one for one in heard if is_label(one) and words.found_in(one)})
    }


def is_label(sentence):
    return len(sentence.split()) <= LONGEST_LABEL


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_house_says_nothing_in_the_other_language(client, language):
    foreign = Foreign(language)

    pages = read(client, language, of_each=OF_EACH_SORT)

    strays = foreign.among(set().union(*pages.values()))  # most is said on every page
    assert {path: heard & strays for path, heard in pages.items() if heard & strays} == {}
    assert refused_on(pages, language) == {}
    assert len(pages) > FEWEST_PAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rooms_of_members_say_nothing_in_the_other_language(client, language):
    foreign = Foreign(language)

    pages = rooms_of_members(client, language, of_each=OF_EACH_ROOM)

    told = f"/{language}/coordination/reports/"  # as told when it was reported
    searched = {path: heard for path, heard in pages.items() if not path.startswith(told)}
    strays = foreign.among(set().union(*searched.values()))  # most is said on every page
    assert {path: heard & strays for path, heard in searched.items() if heard & strays} == {}
    assert refused_on(pages, language) == {}
    assert len(pages) > FEWEST_ROOMS


def test_control_an_ear_hears_the_house_and_leaves_the_hosts_their_words():
    body = """<html lang="en"><p>Rechercher</p><p lang="fr">Retour</p>
        <a aria-label="Fermer" href="/"><svg><title>Ouvrir</title></svg></a>
        <option>2 jours</option><option>2 days</option><script>Annuler</script></html>"""

    assert Foreign("en").among(heard_on(body)) == {"Rechercher", "Fermer", "2 jours"}


def test_control_refused_words_of_a_page_are_found():
    body = '<html lang="en"><p>Press here!</p><p lang="fr">Press</p><p>Choose a date</p></html>'

    assert refused_on({"/": heard_on(body)}, "en") == {"/": {"Press here!"}}


def test_every_editorial_page_is_told_in_both_languages():
    pages = Page.objects.live().filter(depth__gt=1).select_related("locale")

    languages_by_page = {}
    for page in pages:
        languages_by_page.setdefault(page.translation_key, set()).add(page.locale.language_code)

    assert [
        key for key, languages in languages_by_page.items() if languages != set(LANGUAGES)
    ] == []
    assert [page for page in pages if untranslated_language(page)] == []
    assert len(languages_by_page) > 10
