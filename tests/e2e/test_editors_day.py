"""An editor's day in the admin: a place told, half translated, moved and read; and shut doors."""

from dataclasses import dataclass

import pytest

from commons.geography.choices import TravelMode
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.editors import BODY, Editor, Stranger
from tests.e2e.walking import Words
from tests.exhaustive import other_case

EDITOR = "aurelien.dupin@example.org"
PHOTO, OTHER = "chenonceau", "brume"


@dataclass(frozen=True)
class Plan:
    """What is told, in which language, and how it is called in the other one."""

    language: str
    device: dict
    other: str
    index: str
    theme: str
    title: str
    lead: str
    words: str
    heading: str
    who: str
    community: str
    by_train: str
    other_title: str
    front: str
    old_address: str


FRENCH = Plan(
    language="fr",
    device=DESKTOP | {"locale": "fr-FR"},
    other="en",
    index="Récits des lieux",
    theme="Au fil de l’eau",
    title="La vallée des moulins",
    lead="Trois biefs, deux roues qui tournent encore. On vous y attend.",
    words="Le matin, on ouvre la vanne à deux.",
    heading="L’eau d’abord",
    who="Odile et Marc",
    community="Les Voisins du Cher",
    by_train="Tours, puis le car de la vallée.",
    other_title="The valley of the mills",
    front="On vous attend quelque part.",
    old_address="/vallee",
)
ENGLISH = Plan(
    language="en",
    device=DESKTOP,
    other="fr",
    index="Stories of places",
    theme="Along the water",
    title="The street of the bakers",
    lead="Three ovens and one long table. Somebody expects you there.",
    words="In the morning two people carry the flour in.",
    heading="Bread first",
    who="Joke",
    community="Neighbours of the Scheldt",
    by_train="The tram stops at the corner.",
    other_title="La rue des boulangers",
    front="Someone is expecting you",
    old_address="/bakers",
)


def tell(editor, plan):
    """A place in eight blocks, seen beside the form before anybody else sees it."""
    editor.begins_a_destination_below(plan.index)
    editor.writes({"title": plan.title, "lead": plan.lead, "without_car": plan.by_train})
    editor.page.get_by_role("checkbox", name=plan.community).check()
    editor.chooses("id_photo", PHOTO, search=True)
    say(editor, plan)
    show(editor, plan)
    invite(editor, plan)
    editor.keeps_a_draft()
    editor.previews(plan.title, plan.words, plan.by_train)
    editor.publishes()


def say(editor, plan):
    editor.writes({editor.adds("Heading"): plan.heading})
    editor.adds("Text")
    editor.page.locator(f"{BODY} .Draftail-Editor [contenteditable]").last.click()
    editor.page.keyboard.type(plan.words)
    voice = editor.adds("Quote")
    editor.writes({f"{voice}-words": plan.words, f"{voice}-who": plan.who})


def show(editor, plan):
    photo = editor.adds("Photo")
    editor.chooses(f"{photo}-photo", PHOTO, search=True)
    gallery = editor.adds("Gallery")
    editor.writes({f"{gallery}-title": plan.heading})
    editor.chooses(f"{gallery}-photos-0-value-photo", PHOTO, search=True)
    editor.page.locator("[data-contentpath=photos] .c-sf-add-button").last.click()
    editor.chooses(f"{gallery}-photos-1-value-photo", OTHER, search=True)


def invite(editor, plan):
    offers, people = editor.adds("Offers"), editor.adds("Local people")
    editor.writes({f"{offers}-title": plan.title, f"{people}-title": plan.who})
    editor.chooses(f"{people}-community", plan.community)
    way = f"{editor.adds('Getting here without a car')}-legs-0-value"
    editor.writes({f"{way}-start": plan.by_train, f"{way}-minutes": 24})
    editor.page.locator(f"[name={way}-means]").select_option(TravelMode.REGIONAL_TRAIN)


def half_translate(editor, stranger, plan):
    """Before, the original is shown and says so; after, what is missing is said."""
    stranger.changes_the_language(plan.other)
    stranger.sees(plan.title)
    stranger.reads("Not translated yet")
    editor.translates_the_title_only(plan.title, plan.other_title)
    stranger.page.reload()
    stranger.sees(plan.other_title, plan.words)
    stranger.reads("Partly translated")
    stranger.changes_the_language(plan.language)
    stranger.sees(plan.title)


def change_what_stands(editor, stranger, plan):
    """A theme, the front door, and an address that was printed once."""
    editor.leads(plan.old_address, stranger.page.url)
    editor.changes(plan.theme, lead=plan.lead)
    editor.changes(plan.front, lead=plan.words)
    stranger.page.goto(f"{stranger.site.url}{plan.old_address}")
    stranger.sees(plan.title)
    stranger.opens()
    stranger.sees(plan.words)
    stranger.finds(plan.theme)
    stranger.sees(plan.lead)


def check_forbidden_pages(editor, plan):
    """What is the co-operative's, the coordinators' and the hosts' stays with them."""
    for address in (
        "users/",
        "groups/",
        "sites/",
        "snippets/hosting/stay/",
        "snippets/hosting/community/",
    ):
        editor.is_sent_away_from(address)
    editor.comes_to_the_desk()
    editor.does_not_see(editor.words("Coordination desk: %(community)s", community=plan.community))


@pytest.mark.parametrize(
    "plan", [pytest.param(FRENCH, id="french"), other_case(ENGLISH, id="english")]
)
def test_an_editor_does_a_day_of_work(demo_site, open_page, plan):
    editor = Editor(open_page(plan.device), demo_site, Words(plan.language), EDITOR)
    stranger = Stranger(open_page(PHONE), demo_site, Words(plan.language))
    editor.logs_in()
    editor.speaks(plan.language)

    tell(editor, plan)
    stranger.finds(plan.title)
    stranger.sees(plan.lead, plan.words, plan.who, plan.by_train)
    half_translate(editor, stranger, plan)
    change_what_stands(editor, stranger, plan)
    editor.sees_in("reports/site-history/", plan.title, plan.theme, plan.front)

    check_forbidden_pages(editor, plan)
