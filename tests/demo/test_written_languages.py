"""Whatever somebody wrote in another language than the page's is marked with it, on all pages."""

import re

import pytest
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from commons.accounts.models import User
from commons.moderation.models import Case
from commons.profiles.models import Profile
from hosting.communities.models.announcements import Announcement
from hosting.communities.models.communities import Community
from hosting.communities.models.local_rules import LocalRule
from hosting.offers.models.access import AccessSurvey
from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.offers import Offer
from hosting.offers.models.opening_hours import OpeningHours
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.rates import Rate
from hosting.offers.models.stays import Stay, Unit
from hosting.offers.models.workspaces import Workspace
from tests.demo import test_languages
from tests.demo.test_languages import BREAKS, LANGUAGES, UNSAID, Ear, read, rooms_of_members
from tests.exhaustive import size
from tests.factories.hosting import (
    ActivityFactory,
    ProductFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.search.indexing import index_offers
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.stories.models.listings import StoryListing

OF_EACH_SORT = size(3, exhaustive=12)
OF_EACH_ROOM = size(1, exhaustive=3)
# What can hold no mark: the title of a window, and what is typed or chosen in a form.
WITHOUT_MARKS = frozenset({"title", "option", "textarea"})
SHORTEST = 12  # letters; names of two words may be the same in any language
WRITTEN = (  # model, where its language stands, its words
    (Offer, "language", ("title", "words", "without_car", "by_car")),
    (Stay, "language", ("house_rules",)),
    (Activity, "language", ("bring",)),
    (Product, "language", ("opening",)),
    (Tip, "language", ("best_time",)),
    (Workspace, "language", ("house_rules",)),
    (Unit, Coalesce("stay__language", "workspace__language"), ("name",)),
    (Rate, "offer__language", ("own_name", "audience", "details", "explanation")),
    (OfferPhoto, "offer__language", ("caption",)),
    (AccessSurvey, "offer__language", ("details",)),
    (OpeningHours, "offer__language", ("note",)),
    (Community, Value("fr"), ("summary_fr",)),
    (Community, Value("en"), ("summary_en",)),
    (Community, "language", ("story", "charter")),
    (LocalRule, "community__language", ("words",)),
    (Announcement, "community__language", ("title", "words")),
    (Profile, "language", ("introduction",)),
    (StoryListing, "language", ("title", "lede")),
    (Itinerary, "language", ("title", "summary")),
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("small_demo"),
]


class WordsEar(Ear):
    """Hears the words of a page in its own language, without attributes and fields."""

    def hear(self, language, *words):
        if not any(tag in WITHOUT_MARKS for tag, _language in self.open):
            super().hear(language, *words)

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, [(name, value) for name, value in attrs if name == "lang"])


def heard_on(body):
    ear = WordsEar()
    ear.feed(body)
    return ear.heard


def lines_of(text):
    """As a page shows a text: each line by itself."""
    for line in re.split(r"\n+", text or ""):
        words = BREAKS.sub(" ", line).strip(" ")
        if len(words) >= SHORTEST and " " in words:
            yield words


def written_elsewhere(language):
    """What was written in another language, and in no line of this one.

    What a person says of themselves in their account, and the title of a case, have no language.
    """
    nameless = (*User.objects.values_list("words"), *Case.objects.values_list("title"))
    own, others = {line for (text,) in nameless for line in lines_of(text)}, set()
    for model, where, fields in WRITTEN:
        rows = model.objects.annotate(
            lang=F(where) if isinstance(where, str) else where
        ).values_list("lang", *fields)
        for written_in, *texts in rows:
            lines = {line for text in texts for line in lines_of(text)}
            (own if written_in == language else others).update(lines)
    return others - own


def unmarked_on(pages, foreign):
    found = {}
    for path, heard in pages.items():
        page = "\n".join(heard)
        if some := sorted(line for line in foreign if line in page):
            found[path] = some
    return found


@pytest.fixture(autouse=True)
def words_are_heard(monkeypatch):
    monkeypatch.setattr(test_languages, "heard_on", heard_on)


@pytest.fixture
def offers_in_italian():
    """One of each kind, beside those of the demonstration, found by a search as they are."""
    italian = {
        "language": "it",
        "words": "La ruota gira piano, tutto l’anno.\n\nSi sente dal letto.",
        "without_car": "Il treno si ferma a due passi dal mulino.",
        "by_car": "Meglio senza, non c’è dove parcheggiare.",
    }
    stay = StayFactory(
        title="Il mulino sul fiume", house_rules="Scarpe fuori, per favore.", **italian
    )
    UnitFactory(stay=stay, name="La stanza sopra la ruota")
    walk = ActivityFactory(title="Un giro tra i mulini", bring="Scarpe comode e acqua.", **italian)
    SessionFactory(activity=walk)
    flour = ProductFactory(
        title="Farina del mulino", opening="Il sabato mattina presto.", **italian
    )
    TipFactory(title="Dove il fiume rallenta", best_time="La sera, verso le sette.", **italian)
    for offer in (stay, walk, flour):
        told = {"own_name": "Tariffa della casa", "audience": "Per chi passa di qui"}
        RateFactory(offer=offer, explanation="Un terzo va alla ruota, il resto a noi.", **told)
    AccessSurvey.objects.create(offer=stay, details="Due gradini e una porta stretta.")
    index_offers()


@pytest.mark.usefixtures("offers_in_italian")
@pytest.mark.parametrize("language", LANGUAGES)
def test_visitors_are_told_in_which_language_words_are(client, language):
    pages = read(client, language, of_each=OF_EACH_SORT)

    assert unmarked_on(pages, written_elsewhere(language)) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_members_are_told_in_which_language_words_are(client, language):
    pages = rooms_of_members(client, language, of_each=OF_EACH_ROOM)

    told = f"/{language}/coordination/reports/"  # as told when it was reported
    pages = {path: heard for path, heard in pages.items() if not path.startswith(told)}
    assert unmarked_on(pages, written_elsewhere(language)) == {}


def test_control_words_without_their_language_are_found():
    foreign = {"Una camera con giardino"}
    body = '<html lang="en"><title>Una camera con giardino</title><p{}>Una camera  con giardino</p>'

    assert unmarked_on({"/": heard_on(body.format(""))}, foreign) == {"/": sorted(foreign)}
    assert unmarked_on({"/": heard_on(body.format(' lang="it"'))}, foreign) == {}
    assert UNSAID.isdisjoint(WITHOUT_MARKS)
