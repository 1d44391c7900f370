"""Whom one meets on the road, and what each of them does there."""

from datetime import timedelta

from playwright.sync_api import expect

from demo.accounts import PASSWORD
from scripts.machine import ROOT
from tests.e2e.walking import Person

PHOTO = ROOT / "demo" / "data" / "photos" / "cour.webp"


class Candidate(Person):
    """Comes from nowhere and joins a community."""

    def registers(self, name, phone):
        self.opens()
        self.follows("Log in")
        self.follows("Create an account")
        self.fills("Your name, as you want to be called here", name)
        self.fills("Your e-mail address", self.email)
        self.fills("Password", PASSWORD)
        self.clicks("Create my account")
        self.reads("Look into your mailbox")
        self.opens_the_letter(self.words("Welcome: please confirm your address"))
        self.clicks("Yes, this is my address")
        self.follows("My settings")
        self.fills("telephone", phone)
        self.clicks("Keep")

    def applies_to(self, community, words):
        self.follows("Communities")
        self.follows_to(community)
        self.follows("Ask to join")
        self.fills("Who are you, and why here?", words)
        self.clicks("Introduce myself")
        self.reads("Your words are with the community now.")

    def signs_the_charter(self, community):
        self.comes_to_the_desk()
        self.follows_to(community)
        self.ticks("I have read the charter and want to live up to it")
        self.clicks("Sign")
        self.reads("You have signed the charter.")
        self.opens_the_letter(self.words("Welcome to %(community)s", community=community))


class Sponsor(Person):
    """An active member who knows the candidate."""

    def gives_a_word_for(self, name, community):
        self.comes_to_the_desk()
        self.follows_to(community)
        self.follows("Who would like to join")
        self.follows_to(name)
        self.fills("How do you know each other?", "…")
        self.clicks("Vouch")
        self.reads("You vouch for this person now.")


class Talker(Person):
    """One of the two sides of a conversation."""

    def leaves_a_note(self, words, *, offer):
        about = self.words("A few words before you go on: %(offer)s", offer=offer)
        self.opens_the_letter(about)
        self.fills("Your words", words)
        self.clicks("Leave the note")
        self.sees(words)


class Host(Candidate, Talker):
    """A member who writes a stay and receives."""

    def begins_a_stay(self, title, words):
        self.comes_to_the_desk()
        self.follows("My host space")
        self.follows("Offer something")
        self.ticks("Stay")
        self.fills("Title", title)
        self.clicks("Begin")
        self.writes(words)

    def writes(self, words):
        self.fills("in your own words", words)
        self.goes_on()

    def goes_on(self):
        self.clicks("Save and go on")

    def says_where(self, commune, address):
        self.fills("Commune or city", commune)
        self.fills("Address", address)
        self.goes_on()

    def adds_a_room(self, name, sleeps):
        self.follows("Add a unit")
        self.fills("Name", name)
        self.fills("How many people sleep here?", sleeps)
        self.fills("Double bed", 1)
        self.clicks("Save")
        self.follows("Go on")

    def adds_rates(self, *, paid, solidarity):
        for mode, amount in (("Paid", paid), ("Solidarity rate", solidarity)):
            self.follows("Add a rate")
            self.follows(mode)
            self.fills("amount", amount)
            self.clicks("Save")
        self.follows("Go on")

    def shows_a_photo(self, description):
        self.page.locator("input[type=file]").set_input_files(PHOTO)
        self.clicks("Bring them")
        self.page.get_by_role("link", name=self.words("Words and cut")).click()
        self.fills("What is to be seen", description)
        self.clicks("Save")
        self.sees(description)
        self.follows("Go on")

    def says_limits_finds_and_access(self, without_car):
        self.fills("days of notice", 0)
        self.goes_on()
        self.fills("how to come without a car", without_car)
        self.goes_on()
        self.fills("width of the entrance (cm)", 84)
        self.goes_on()

    def swears(self):
        self.ticks("Yes, I live here at least eight months a year")
        self.ticks("I declare on my honour that this is so.")
        self.goes_on()

    def closes(self, dates, *, room=""):
        """The calendar of whoever has one room only opens at once."""
        here = self.page.url
        self.follows("Calendar")
        if room:
            self.follows_to(room)
        self.fills("First night", dates.check_in)
        self.fills("Last night", dates.check_out - timedelta(days=1))
        self.ticks("Closed")
        self.clicks("Save")
        self.page.goto(here)

    def previews(self, *texts):
        here = self.page.url
        self.follows("See it as everybody will")
        self.sees(*texts)
        self.page.goto(here)

    def hands_in(self):
        self.clicks("Hand it in to your community")
        self.reads("Your community is reading it")

    def takes_up_the_change(self, title, reason, words):
        self.opens_the_letter(self.words("A change is asked for: %(offer)s", offer=title))
        self.reads("Your community asks for a change")
        self.sees(reason)
        self.follows("Your words")
        self.writes(words)
        self.follows_to(title)

    def proposes(self, total, conditions):
        self.unfolds("Propose other terms")
        self.fills("In all", total)
        self.fills("What you agree besides", conditions)
        self.clicks("Put it on the table")
        self.reads("Your proposal is on the table.")


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
        self.clicks("Ask for a change")
        self.fills("What should change, and why", reason)
        self.page.get_by_role("dialog").get_by_role("button").last.click()

    def publishes_at_the_desk(self, community, title):
        self.comes_to_the_desk()
        self.follows("What waits in %(community)s", community=community)
        self.follows("Read %(title)s", title=title)
        self.clicks("Publish")


class Traveller(Talker):
    """Looks for a bed, asks, agrees."""

    def finds(self, title, *, place, dates, people):
        self.opens()
        self.follows("Offers")
        self.looks_for(place=place, dates=dates, people=people)
        self.follows_to(title)

    def looks_for(self, *, place, dates, people):
        self.fills("I pass through", place)
        self.fills("from", dates.check_in, "dates")
        self.fills("to", dates.check_out, "dates")
        self.fills("adults", people)
        self.clicks("Search")
        self.page.wait_for_url("**check_in=**")  # the list before stands until the new one comes

    def searches_from_home_page(self, *, place, dates, people):
        self.opens()
        self.fills("I pass by", place)
        self.fills("from", dates.check_in, "date")
        self.fills("to", dates.check_out, "date")
        self.fills("we are", people)
        self.clicks("Search")
        self.reads("Around %(place)s", place=place)

    def keeps_to_stays(self):
        self.unfolds("What you look for")
        self.ticks("Stay")
        self.clicks("Show", "filters")

    def asks(self, host, *, rate, words):
        self.clicks("Write to %(name)s", name=host)
        self.ticks(rate)
        self.fills("Your message", words)
        self.clicks("Send the request")
        self.reads("Your request is on its way.")

    def agrees_to(self, conditions, *, host, offer):
        about = self.words("%(person)s proposes terms: %(offer)s", person=host, offer=offer)
        self.opens_the_letter(about)
        self.sees(conditions)
        self.clicks("Agree")
        self.reads(
            "It is agreed. Address and telephone stand on this page now, for the two of you."
        )

    def keeps_the_dates(self):
        """The text of the file that a calendar takes."""
        with self.page.expect_download() as download:
            self.follows("Calendar (.ics)")
        return download.value.path().read_text()

    def prints_the_agreement(self):
        self.follows("To print")
        heading = self.page.get_by_role("heading", level=1)
        expect(heading).to_have_text(self.words("Agreement"))
        self.follows("Back to the conversation")
