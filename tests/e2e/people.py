"""Whom one meets on the road, and what each of them does there."""

from datetime import timedelta

from playwright.sync_api import expect

from demo.accounts import PASSWORD
from scripts.machine import ROOT
from tests.e2e.walking import Person

PHOTO = ROOT / "demo" / "data" / "photos" / "servi-cour.webp"


class Candidate(Person):
    """Comes from nowhere and joins a community."""

    def registers(self, name, phone):
        self.opens()
        self.follows("Log in")
        self.follows("Create an account")
        self.fills("Your name, as other people will see it", name)
        self.fills("Your email address", self.email)
        self.fills("Password", PASSWORD)
        self.clicks("Create my account")
        self.reads("Check your email")
        self.opens_the_letter(self.words("Welcome: confirm your email address"))
        self.clicks("Confirm your address")
        self.follows("My settings")
        self.fills("phone", phone)
        self.clicks("Save")

    def applies_to(self, community, words):
        self.follows("Communities")
        self.follows_to(community)
        self.follows("Ask to join")
        self.fills("Who are you, and why this community?", words)
        self.clicks("Send my introduction")
        self.reads("The community has received your introduction.")

    def signs_the_charter(self, community):
        self.comes_to_the_desk()
        self.follows_to(community)
        self.ticks("I’ve read the charter and will live up to it")
        self.clicks("Sign")
        self.reads("You’ve signed the charter.")
        self.opens_the_letter(self.words("Welcome to %(community)s", community=community))


class Sponsor(Person):
    """An active member who knows the candidate."""

    def gives_a_word_for(self, name, community):
        self.comes_to_the_desk()
        self.follows_to(community)
        self.follows("Candidates")
        self.follows_to(name)
        self.fills("How do you know each other?", "…")
        self.clicks("Vouch")
        self.reads("You’ve vouched for this person.")


class Talker(Person):
    """One of the two sides of a conversation."""

    def leaves_a_note(self, words):
        self.opens_the_letter(self.words("Leave a note: %(heading)s", heading=""))
        self.fills("Your note", words)
        self.clicks("Leave note")
        self.sees(words)


class Host(Candidate, Talker):
    """A member who writes a stay and receives."""

    def begins_a_stay(self, title, words):
        self.comes_to_the_desk()
        self.follows("My host space")
        self.follows("Add an offer")
        self.ticks("Stay")
        self.fills("Title", title)
        self.clicks("Get started")
        self.writes(words)

    def writes(self, words):
        self.fills("in your own words", words)
        self.goes_on()

    def goes_on(self):
        self.clicks("Save and continue")

    def says_where(self, commune, address):
        self.fills("Town, village or city", commune)
        self.fills("Address", address)
        self.goes_on()

    def adds_a_room(self, name, sleeps):
        self.fills("Name", name)
        self.fills("How many people can sleep here?", sleeps)
        self.fills("Double bed", 1)
        self.goes_on()

    def adds_rates(self, *, paid, solidarity):
        self.follows("Paid")
        self.fills("amount", paid)
        self.clicks("Save and add another")
        self.follows("Solidarity rate")
        self.fills("amount", solidarity)
        self.goes_on()

    def shows_a_photo(self, description):
        self.follows("Photos")
        self.page.locator("input[type=file]").set_input_files(PHOTO)
        self.clicks("Upload photos")
        self.page.get_by_role("link", name=self.words("Describe and crop")).click()
        self.fills("Photo description", description)
        self.clicks("Save")
        self.sees(description)
        self.follows("Continue")

    def says_limits_finds_and_access(self, without_car):
        self.fills("minimum notice (days)", 0)
        self.goes_on()
        self.fills("how to get here without a car", without_car)
        self.goes_on()
        self.fills("entrance width (cm)", 84)
        self.goes_on()

    def swears(self):
        self.ticks("Yes, I live here at least eight months a year")
        self.ticks("I solemnly declare that this statement is true.")
        self.goes_on()

    def closes(self, dates, *, room=""):
        """On the page of one room, with days typed."""
        here = self.page.url
        self.follows("Calendar")
        self.page.locator(".night-picker__unit a", has_text=room).first.click()
        self.fills("First night", dates.check_in)
        self.fills("Last night", dates.check_out - timedelta(days=1))
        self.ticks("Closed")
        self.clicks("Save")
        self.page.goto(here)

    def previews(self, *texts):
        here = self.page.url
        self.follows("Preview the page")
        self.sees(*texts)
        self.page.goto(here)

    def hands_in(self):
        self.clicks("Submit for review")
        self.reads("Your community is reviewing this offer")

    def takes_up_the_change(self, title, reason, words):
        self.opens_the_letter(self.words("Changes requested: %(offer)s", offer=title))
        self.reads("Your community has requested changes")
        self.sees(reason)
        self.follows("Title and description")
        self.writes(words)
        self.follows_to(title)

    def proposes(self, total, conditions):
        self.follows("Propose changes")
        self.fills("Total", total)
        self.fills("Anything else you agree on", conditions)
        self.clicks("Send the proposal")
        self.reads("Your proposal has been sent.")


class Coordinator(Person):
    """Reads offers for the community, in the admin or at the desk."""

    def reads_in_the_admin(self, title):
        self.page.goto(f"{self.site.url}/cms/")
        self.follows_to(title)

    def publishes_in_the_admin(self, title):
        self.reads_in_the_admin(title)
        self.clicks("More actions")
        self.clicks("%(label)s and Publish", label=self.words("Approve"))

    def asks_for_a_change_in_the_admin(self, title, reason):
        self.reads_in_the_admin(title)
        self.clicks("Request changes")
        self.fills("What should change, and why", reason)
        self.page.get_by_role("dialog").get_by_role("button").last.click()

    def publishes_at_the_desk(self, community, title):
        self.comes_to_the_desk()
        self.follows("Coordination desk: %(community)s", community=community)
        self.follows("Review %(title)s", title=title)
        self.clicks("Publish")


def open_search_fields(page):
    """On a phone they stand behind a line that says what is searched, once the page is whole."""
    page.wait_for_load_state()
    pill = page.locator(".search-pill:not([open]) > summary")
    if pill.is_visible():
        pill.click()


class Traveller(Talker):
    """Looks for a bed, asks, agrees."""

    def finds(self, title, *, place, dates, people):
        self.opens()
        self.follows("Offers")
        self.looks_for(place=place, dates=dates, people=people)
        self.follows_to(title)

    def looks_for(self, *, place, dates, people):
        open_search_fields(self.page)
        self.fills("Where", place)
        self.fills("Check-in", dates.check_in)
        self.fills("Check-out", dates.check_out)
        self.fills("Adults", people)
        self.clicks("Search")
        self.page.wait_for_url("**check_in=**")  # the list before stands until the new one comes

    def searches_from_home_page(self, *, place, dates, people):
        self.opens()
        self.fills("Where", place)
        self.fills("Check-in", dates.check_in)
        self.fills("Check-out", dates.check_out)
        self.fills("Adults", people)
        self.clicks("Search")
        self.reads("Around %(place)s", place=place)

    def keeps_to_stays(self):
        self.follows("Stays")

    def asks(self, host, *, rate, words):
        self.clicks("Write to %(name)s", name=host)
        self.ticks(rate)
        self.fills("Your message", words)
        self.clicks("Send request")
        self.reads("Your request has been sent.")

    def agrees_to(self, conditions, *, host):
        self.opens_the_letter(self.words("New proposal: %(heading)s", heading=host))
        self.sees(conditions)
        self.clicks("Accept")
        self.reads("You have an agreement. This page now shows how to contact each other.")

    def keeps_the_dates(self):
        """The text of the file that a calendar takes."""
        with self.page.expect_download() as download:
            self.follows("Add to calendar")
        return download.value.path().read_text()

    def prints_the_agreement(self):
        self.follows("Print")
        heading = self.page.get_by_role("heading", level=1)
        expect(heading).to_have_text(self.words("Agreement"))
        self.follows("Back to the conversation")
