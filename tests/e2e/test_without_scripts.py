"""Finding, asking and agreeing where no script runs: old telephones, careful people, bad lines."""

from tests.e2e.conftest import PHONE
from tests.e2e.people import Host, Traveller
from tests.e2e.test_the_road import in_days
from tests.e2e.walking import Words

TITLE = "Le Moulin du Bourg"
NAME = "Odile et Marc"
WHERE = "Épeigné-les-Bois"
QUESTION = "Nous marchons le long du Cher. Deux lits suffisent."
CONDITIONS = "Les draps sont apportés."


def test_two_people_find_each_other_and_agree(demo_site, open_page):
    def enter(kind, key):
        page = open_page(PHONE, java_script_enabled=False)
        person = kind(page, demo_site, Words("fr"), f"{key}@example.org")
        person.logs_in()
        return person

    host, guest = enter(Host, "odile.marchand"), enter(Traveller, "camille.roussel")
    dates = in_days(80, nights=3)

    guest.searches_from_home_page(place=WHERE, dates=dates, people=2)
    guest.keeps_to_stays()
    guest.follows_to(TITLE)
    guest.asks(NAME, rate="Tarif solidaire", words=QUESTION)
    guest.does_not_see(host.email)
    host.opens_the_letter(TITLE)
    host.sees(QUESTION)
    host.does_not_see(guest.email)
    host.proposes(120, CONDITIONS)
    guest.agrees_to(CONDITIONS, host=NAME)

    guest.sees(host.email)
    host.page.reload()
    host.sees(guest.email)
