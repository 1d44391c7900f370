"""A day of somebody who writes and doesn't publish: a page and a translation, read by another."""

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.editors import Editor, Stranger
from tests.e2e.test_coordinators_day import COMMUNITY, Day
from tests.e2e.test_coordinators_day import EMAIL as COORDINATOR
from tests.e2e.walking import Words

WRITER, READER = "maud.ashworth@example.org", "aurelien.dupin@example.org"
PAGE = "Touraine, between the rivers"
FIRST, LEAD = "Ask somebody for the boat.", "Ask at the mill for the boat: somebody rows you over."
ORIGINAL, TRANSLATED = "Charte de l’hospitalité", "What we hold to"
UNTRANSLATED = (
    "from wagtail.models import Page",
    "Page.objects.get(title='Charter of hospitality').delete()",
)
FRENCH_BROWSER = DESKTOP | {"locale": "fr-FR"}
CLOSED = ("users/", "groups/", "redirects/", "workflows/list/", "snippets/hosting/stay/")


def test_somebody_writes_and_somebody_else_publishes(demo_site, open_page):
    demo_site.says(*UNTRANSLATED)
    maud = Editor(open_page(FRENCH_BROWSER), demo_site, Words("en"), WRITER)
    aurelien = Editor(open_page(DESKTOP), demo_site, Words("fr"), READER)
    stranger = Stranger(open_page(PHONE), demo_site, Words("en"))
    maud.logs_in()
    aurelien.logs_in()

    maud.hands_in(PAGE, lead=FIRST)
    aurelien.sends_back(PAGE, "Where is that?")
    maud.hears("Changes requested: %(page)s", page=PAGE)
    maud.hands_in(PAGE, lead=LEAD)
    stranger.finds(PAGE)
    stranger.does_not_see(FIRST, LEAD)
    aurelien.approves(PAGE)
    stranger.page.reload()
    stranger.sees(LEAD)

    maud.hears("Page published: %(page)s", page=PAGE)
    maud.sees_the_history_of(PAGE, "Maud", "Aurélien")
    for address in CLOSED:
        maud.is_sent_away_from(address)
    translate(maud, aurelien, stranger)
    see_it_in_the_log(Day(open_page(PHONE), demo_site, Words("fr"), COORDINATOR))


def translate(maud, aurelien, stranger):
    """The same way for the words of a page in another language."""
    maud.hands_in_a_translation(ORIGINAL, TRANSLATED)
    stranger.page.goto(f"{stranger.site.url}/en/charte/")
    stranger.sees(ORIGINAL)
    stranger.reads("Not translated yet")
    stranger.does_not_see(TRANSLATED)
    aurelien.approves_from_the_list(TRANSLATED)
    stranger.page.reload()
    stranger.sees(TRANSLATED)
    maud.hears("Page published: %(page)s", page=TRANSLATED)


def see_it_in_the_log(coordinator):
    """The page tells of her community."""
    coordinator.logs_in()
    coordinator.comes_to_the_desk()
    coordinator.follows("Coordination desk: %(community)s", community=COMMUNITY)
    coordinator.goes_to("Log")
    coordinator.reads("%(who)s published the page “%(what)s”.", who="Aurélien", what=PAGE)
