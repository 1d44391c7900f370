"""A trip in the demonstration with two members, each with a browser of their own."""

import json
from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from scripts.processes import wait_until
from tests.e2e.demo_site import Site
from tests.e2e.plan_actions import PlanActions
from tests.patience import patience

MADE = (
    "import json",
    "from importlib import import_module",
    "from django.conf import settings",
    "from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY",
    "from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory",
    "store = import_module(settings.SESSION_ENGINE).SessionStore",
    "trip = TripFactory(title='Along the Cher', days=3)",
    "from uuid import uuid4",
    "who = {name: f'{uuid4()}@example.org' for name in ('Zoé', 'Samir')}",
    "seats = [SeatFactory(trip=trip, name=name, role='organiser', person__email=email)"
    " for name, email in who.items()]",
    "for title in ('Castle', 'Mill', 'Cave'): StepFactory(trip=trip, title=title, by=seats[0])",
    "def session_of(person):",
    "    session = store()",
    "    session[SESSION_KEY] = str(person.pk)",
    "    session[BACKEND_SESSION_KEY] = 'django.contrib.auth.backends.ModelBackend'",
    "    session[HASH_SESSION_KEY] = person.get_session_auth_hash()",
    "    session.save()",
    "    return session.session_key",
    "keys = {seat.name: session_of(seat.person) for seat in seats}",
    "print(json.dumps({'trip': trip.public_id, 'sessions': keys}))",
)


@dataclass
class Table:
    """Where the plan lies, and the session of each."""

    site: Site
    trip: str
    sessions: dict[str, str]

    def changes(self, **found):
        """How many changes the line of the trip holds."""
        asked = {"trip__public_id": self.trip, **found}
        count = f"print(Change.objects.filter(**{asked!r}).count())"
        return int(self.site.says("from travel_stories.trips.models.plans import Change", count))


def laid_out(site):
    made = json.loads(site.says(*MADE).splitlines()[-1])
    return Table(site, made["trip"], made["sessions"])


class Planner(PlanActions):
    """One member before the plan."""

    def __init__(self, table, name, page, language="en"):
        self.table, self.name, self.page, self.language = table, name, page, language
        page.context.add_cookies(
            [{"name": "sessionid", "value": table.sessions[name], "url": table.site.url}]
        )

    def words(self, source, **values):
        with translation.override(self.language):
            return gettext(source) % values

    @property
    def room(self):
        return {"en": "en/trips", "fr": "fr/voyages"}[self.language]

    @property
    def address(self):
        return f"{self.table.site.url}/{self.room}/{self.table.trip}/"

    def opens_the_plan(self):
        self.page.goto(self.address)
        self.page.evaluate("window.stayed = true")

    def stayed(self):
        """The page was never loaded anew."""
        return self.page.evaluate("window.stayed === true")

    def opens_comments_of(self, title):
        self.opens_the_plan()
        step = self.step(title).get_attribute("data-step")
        with translation.override(self.language):
            room = reverse("travel_stories:step-papers", args=[self.table.trip, step])
        self.page.goto(f"{self.table.site.url}{room}")
        self.page.evaluate("window.stayed = true")

    def button(self, source):
        return self.page.get_by_role("button", name=self.words(source), exact=True).first

    def clicks(self, source):
        self.button(source).click()

    def keeps_the_plan(self):
        """For reading without network, by a press of their own."""
        self.clicks("Save this trip on this device")
        self.awaits_the_copy()

    def awaits_the_copy(self):
        plan = f"'/{self.room}/{self.table.trip}/'"
        kept = f"async () => Boolean(await caches.match({plan}))"
        assert wait_until(lambda: self.page.evaluate(kept), within=patience(20))
        sheet = self.page.locator("link[href*='/css/workshop.']").get_attribute("href")
        styled = f"async () => Boolean(await caches.match('{sheet}'))"
        assert wait_until(lambda: self.page.evaluate(styled), within=patience(20))

    def keeps_nothing(self):
        asked = "async () => [await caches.keys(), await indexedDB.databases()].flat().length"
        assert wait_until(lambda: self.page.evaluate(asked) == 0, within=patience(20))
