"""Who plans a trip together, and what each of them does in its rooms."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP
from tests.e2e.people import Traveller
from tests.e2e.plan_actions import PlanActions
from tests.e2e.walking import Person


class Member(PlanActions, Traveller):
    """Somebody with a seat at the trip, by an account or by a pass."""

    def enters(self, room):
        """Until the style sheets apply, the tabs of wide and of narrow screens both stand there."""
        self.page.wait_for_load_state()
        parts = self.page.get_by_role("navigation", name=self.words("Trip sections"))
        link = parts.get_by_role("link", name=self.words(room))
        if not link.is_visible():  # on a phone
            parts.locator("summary").click()
        link.click()
        current = re.compile(re.escape(self.words(room)))
        expect(parts.locator("[aria-current=page]")).to_have_text([current])

    def takes_the_seat(self, organiser, title):
        about = self.words("Invitation from %(name)s: %(trip)s", name=organiser, trip="")
        self.opens_the_letter(about)
        self.clicks("Join the trip")
        self.reads("You’ve joined the trip.")

    def takes_a_seat_by_name(self, link, name):
        self.page.goto(link)
        self.fills("Your name", name)
        self.clicks("Join the trip")
        self.reads("You’ve joined the trip.")

    def clicks_about(self, source, **values):
        """A button whose name goes on behind these words."""
        name = self.words(source, **values)
        self.page.get_by_role("button", name=name).first.click()

    def drags(self, title, *, below):
        """By finger on a phone, with the mouse elsewhere."""
        if self.page.viewport_size["width"] < DESKTOP["viewport"]["width"]:
            self.drags_below_by_finger(title, below)
        else:
            self.drags_below(title, below)
            self.page.mouse.up()

    def sees_steps(self, *states):
        """How the questions to the hosts stand, in the plan."""
        words = [self.words(state) for state in states]
        expect(self.page.locator("#itinerary .status")).to_have_text(words)

    def keeps_mine(self, mine, *, instead_of):
        dialog = self.page.get_by_role("dialog")
        for text in (mine, instead_of):
            expect(dialog).to_contain_text(text)
        dialog.get_by_role("button", name=self.words("Use my version"), exact=True).click()
        expect(dialog).to_be_hidden()

    def sees_in_the_history(self, text, *, times):
        lines = self.main.get_by_role("listitem").filter(has_text=text)
        expect(lines).to_have_count(times)


class Decider(Member):
    """Says what suits, and what the group might do."""

    def asks_about_dates(self, *ranges):
        self.enters("Decide")
        self.follows("Find a date")
        for number, dates in enumerate(ranges, start=1):
            self.fills(self.words("Option %(number)s, first day", number=number), dates.check_in)
            self.fills(self.words("Option %(number)s, last day", number=number), dates.check_out)
        self.clicks("Start the poll")

    def votes_for(self, *places):
        self.enters("Decide")
        asked = self.page.get_by_role(
            "group", name=self.words("Choose every option that suits you")
        )
        for place in places:
            asked.get_by_role("checkbox").nth(place).check()
        self.clicks("Vote")
        expect(self.page.get_by_role("button", name=self.words("Change my vote"))).to_be_visible()

    def sees_votes(self, *tallies):
        bars = self.main.get_by_role("progressbar")
        for place, number in enumerate(tallies):
            expect(bars.nth(place)).to_have_attribute("value", str(number))

    def turns_the_result_into_the_dates(self):
        self.follows("When do we leave?")
        self.clicks("Close the poll permanently")
        self.clicks_about("Use as trip dates: %(dates)s", dates="")
        self.reads("The trip already has these dates.")

    def proposes_an_idea(self, title):
        self.enters("Decide")
        self.follows("Propose an idea")
        self.fills("What could we do?", title)
        self.clicks("Propose this idea")
        self.sees(title)

    def is_for(self, title):
        article = self.main.get_by_role("article", name=title)
        press = article.get_by_role("button", name=re.compile(rf"^{self.words('For')}\b"))
        press.click()
        expect(press).to_have_attribute("aria-pressed", "true")

    def puts_into_the_plan(self, title, day):
        article = self.main.get_by_role("article", name=title)
        article.get_by_role("combobox").select_option(str(day))
        article.get_by_role("button", name=self.words("Add to the plan")).click()
        expect(article.get_by_role("link", name=self.words("In the plan"))).to_be_visible()


class Payer(Decider):
    """Notes who paid what, and settles."""

    def notes_an_expense(self, title, amount):
        self.enters("Money")
        self.follows("Add an expense")
        self.fills("What it was for", title)
        self.fills("Amount", amount)
        self.clicks("Save")
        self.sees(title)

    def owes(self, payer, receiver, amount):
        expect(self.main.locator(".due")).to_have_count(1)
        for text in (payer, receiver, amount):
            expect(self.main.locator(".due")).to_contain_text(text)

    def says_that_it_was_paid(self):
        self.main.locator(".due").get_by_role("button").click()
        self.owes_nothing()

    def owes_nothing(self):
        self.reads("No one owes anyone anything.")


class Organiser(Payer):
    """Begins the trip, invites, plans, asks the hosts."""

    def begins_a_trip(self, title, *, place, days):
        self.opens()
        self.follows("Trips")
        self.follows("Start a trip")
        self.ticks("Friends")
        self.fills("Title", title)
        self.fills("Or number of days", days)
        self.fills("Where", place)
        self.fills("Adults", 2)
        self.clicks("Create the trip")
        self.sees(title)

    def invites(self, email):
        self.enters("People")
        self.fills("Email address", email)
        self.main.get_by_role("button", name=self.words("Invite"), exact=True).click()
        self.reads("Invitation sent.")

    def draws_a_link(self):
        self.enters("People")
        self.main.get_by_role("button", name=self.words("Invite"), exact=True).click()
        self.reads("The link is ready.")
        return self.field("Link to share").input_value()

    def finds_the_address_of(self, title):
        self.opens(f"{'offres' if self.words.language == 'fr' else 'offers'}/?q={title}")
        card = self.main.get_by_role("heading", name=title).first
        return card.get_by_role("link").evaluate("link => link.href")

    def adds_a_step(self, title, *, day, kind="Meeting", **more):
        here = self.page.locator(f"#day-{day}")
        here.get_by_role("link", name=self.words("Add a step")).click()
        kinds = self.page.get_by_role("navigation", name=self.words("Type of step"))
        kinds.get_by_role("link", name=self.words(kind), exact=True).click()
        self.fills("Title", title)
        for label, text in more.items():
            self.fills(label, text)
        self.clicks("Add to the plan")
        expect(self.page.locator(f"#day-{day}")).to_contain_text(title)

    def adds_a_stay(self, title, address, *, day):
        more = {"Link to the offer": address, "Nights": 1}
        self.adds_a_step(title, day=day, kind="Offer", **more)

    def asks_together(self, *titles):
        self.enters("Requests")
        for title in titles:
            self.ticks(title)
        self.clicks("Send requests together")
        for title in titles:
            terms = self.page.get_by_role("group", name=title)
            terms.get_by_role("radio").first.check()
        self.clicks("Send all requests")
        self.sees_requests(*["Sent"] * len(titles))

    def sees_requests(self, *states):
        words = [self.words(state) for state in states]
        expect(self.page.locator("#requests .status")).to_have_text(words)

    def prints_the_notebook(self, *contacts):
        self.follows("Open the notebook")
        self.page.emulate_media(media="print")
        self.sees(*contacts)
        for role in ("banner", "contentinfo", "button"):
            assert self.page.get_by_role(role).count() == 0, role
        assert self.page.pdf().startswith(b"%PDF")
        self.page.emulate_media(media="screen")
        self.follows("Back to the plan")


class ConsentingPerson(Person):
    """Somebody whom a story names; the link in a letter is all they need."""

    def answers(self, wish, *, lead, title, about):
        subject = "%(name)s asks for your consent to publish “%(title)s”"
        self.opens_the_letter(self.words(subject, name=lead, title=title))
        self.sees(about)
        for question in self.main.get_by_role("group").all():
            question.get_by_label(self.words(wish)).check()
        self.clicks("Send my answer")
        self.reads("Thank you. Your answer has been saved.")


class Asked(ConsentingPerson):
    """A host who finds the question in the mailbox."""

    def agrees_if_the_others_do(self, guest, title):
        self.logs_in()
        self.opens_the_letter(self.words("New request: %(heading)s", heading=guest))
        self.clicks("Accept if the others do")
