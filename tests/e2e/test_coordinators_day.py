"""A coordinator's day: what waits, a rule, a look, and the log."""

import pytest

from hosting.communities.states import RuleKind
from hosting.offers.choices.attestations import AttestationKind
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.people import Coordinator
from tests.e2e.walking import Words

COMMUNITY = "Les Voisins du Cher"
EMAIL = "nadia.belkacem@example.org"
RULE = "Le samedi, on mange ensemble."
SEEN = "Un poêle, une rampe, deux sorties."


class Day(Coordinator):
    """What a coordinator does at the desk of one community."""

    def goes_to(self, tab):
        self.page.get_by_role("main").get_by_role("link", name=self.words(tab)).first.click()

    def chooses(self, source, option):
        self.page.get_by_label(self.words(source)).select_option(option)

    def writes_a_rule_down(self, words):
        self.goes_to("Rules")
        self.chooses("Type of rule", RuleKind.SOFT)
        self.fills("In your own words", words)
        self.clicks("Add rule")
        self.reads("Rule added. It applies from now on.")

    def says_what_they_saw(self, of, seen):
        self.goes_to("Checks")
        person = self.page.get_by_label(self.words("Which member?"))
        person.select_option(label=of)
        self.chooses("What did you check?", AttestationKind.KITCHEN)
        self.fills("What did you see?", seen)
        self.clicks("Add check with my name")
        self.reads("Check added. It’s now public and shows your name.")


@pytest.mark.parametrize(
    ("language", "device"), [("fr", PHONE), ("en", DESKTOP)], ids=["phone", "desktop"]
)
def test_a_coordinator_does_a_day_of_work(demo_site, open_page, language, device):
    nadia = Day(open_page(device), demo_site, Words(language), EMAIL)
    nadia.logs_in()
    nadia.comes_to_the_desk()
    nadia.follows("Coordination desk: %(community)s", community=COMMUNITY)
    nadia.reads("Offers to review")

    nadia.writes_a_rule_down(RULE)
    nadia.says_what_they_saw("Odile et Marc", SEEN)
    nadia.goes_to("Log")
    nadia.sees(RULE)
    nadia.follows_to(COMMUNITY)

    nadia.sees(RULE)
