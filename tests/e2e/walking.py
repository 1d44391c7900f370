"""People who walk the road, each through the words that a page shows them."""

import re
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import expect

from core.templatetags.words import night_state
from demo.accounts import PASSWORD


class Person:
    """Somebody with a browser of their own, who reads one language."""

    def __init__(self, page, site, language, email):
        self.page, self.site, self.language, self.email = page, site, language, email
        self.main = page.get_by_role("main")

    def word(self, source, **facts):
        """A sentence of the site as this person reads it."""
        with translation.override(self.language):
            words = gettext(source)
        return words % facts if facts else words

    def goes_home(self):
        self.page.goto(f"{self.site.url}/{self.language}/")

    def goes_to_desk(self):
        self.goes_home()
        # on a phone the link of the header lies in the menu, and the bar at the thumb has its own
        self.page.get_by_role("link", name=self.word("My desk")).locator(
            "visible=true"
        ).first.click()

    def follows(self, source, **facts):
        self.main.get_by_role("link", name=self.word(source, **facts)).first.click()

    def presses(self, source, **facts):
        name = self.word(source, **facts)
        self.main.get_by_role("button", name=name, exact=True).first.click()

    def fills(self, **fields):
        for name, text in fields.items():
            self.main.locator(f"[name={name}]").locator("visible=true").first.fill(str(text))

    def reads(self, source, **facts):
        self.sees(self.word(source, **facts))

    def sees(self, text):
        expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()

    def does_not_see(self, text):
        expect(self.page.get_by_text(text)).to_have_count(0)

    def logs_in(self):
        self.page.goto(f"{self.site.url}/{self.language}/")
        self.page.get_by_role("link", name=self.word("Log in")).locator(
            "visible=true"
        ).first.click()
        self.fills(login=self.email, password=PASSWORD)
        self.presses("Log in")
        self.page.wait_for_load_state()
        return self

    def leaves_a_note(self, request, words):
        self.page.goto(request)
        self.fills(words=words)
        self.presses("Leave the note")
        self.reads("Thank you. Your note stands on the page.")

    def subject(self, source, **facts):
        """A pattern for the subject of a letter; what isn't given may be anything."""
        names = re.findall(r"%\((\w+)\)s", source)
        words = self.word(source, **dict.fromkeys(names, "\0") | facts)
        return re.escape(words).replace(re.escape("\0"), ".+")

    def link_in_letter(self, about):
        """Follow the address in the newest letter whose subject fits."""
        letter = self.site.letter_about(self.email, about)
        body = letter.get_body(("plain",)).get_content()
        self.page.goto(re.search(rf"{self.site.url}\S+", body).group())


class HostToBe(Person):
    """Registers, is welcomed, and writes a stay."""

    def registers(self, name):
        self.goes_home()
        footer = self.page.get_by_role("contentinfo")
        footer.get_by_role("link", name=self.word("Become a host")).click()
        self.fills(email=self.email, display_name=name, password1=PASSWORD)
        self.presses("Create my account")
        self.link_in_letter("")
        self.presses("Yes, this is my address")

    def applies_to(self, community):
        self.goes_home()
        self.main.get_by_role("link", name=community).first.click()
        self.follows("Ask to join")
        self.fills(words="A spare room, a stove, three hives.")
        self.presses("Introduce myself")
        self.membership = self.page.url

    def signs_the_charter(self):
        self.page.goto(self.membership)
        for box in self.main.get_by_role("checkbox").all():
            box.check()
        self.presses("Sign")
        self.reads("You have signed the charter.")

    def begins_a_stay(self, title):
        self.goes_to_host_space()
        self.follows("Offer something")
        self.main.locator("input[name=kind][value=stay]").check()
        self.fills(title=title)
        self.presses("Begin")
        self.fills(words="A quiet room, a stove, honey from the hives behind the house.")
        self.presses("Save and go on")

    def says_where(self, commune, address):
        self.fills(locality=commune, address=address)
        self.presses("Save and go on")

    def adds_a_room(self, name, sleeps):
        if self.main.locator("input[name=sleeps]").count() == 0:
            self.follows("Add a unit")
        self.fills(name=name, sleeps=sleeps, double=1)
        self.presses("Save")
        self.goes_on()

    def adds_a_rate(self, label, amount):
        if self.main.locator("input[name=amount]").count() == 0:
            if self.main.locator("a.choice-card").count() == 0:
                self.follows("Add a rate")
            self.follows("Paid")
        self.fills(label=label, amount=amount)
        self.presses("Save")
        self.goes_on()

    def goes_on(self):
        self.follows("Go on")

    def goes_to_host_space(self):
        self.goes_to_desk()
        self.follows("My host space")

    def describes_a_photo(self, file, alt):
        self.follows("Add a photograph")
        self.main.locator("input[type=file]").set_input_files(str(file))
        self.fills(alt=alt)
        self.presses("Save")
        self.goes_on()

    def keeps_the_limits(self):
        self.fills(notice_days=0)
        for _step in ("limits", "finds", "access"):
            self.presses("Save and go on")

    def swears(self):
        self.main.locator("input[name=is_main_residence]").first.check()
        self.main.locator("input[name=sworn]").check()
        self.presses("Save and go on")

    def previews(self, title):
        self.follows("See it as everybody will")
        self.sees(title)
        self.page.go_back()

    def hands_in(self):
        self.presses("Hand it in to your community")
        self.reads("Your community is reading it")

    def reads_why(self, reason):
        self.link_in_letter(self.subject("A change is asked for: %(offer)s"))
        self.sees(reason)

    def proposes(self, total, *, title):
        self.link_in_letter(self.subject("%(guest)s asks: %(offer)s", offer=title))
        self.main.get_by_text(self.word("Propose other terms")).first.click()
        self.fills(total=total, conditions="Honey for breakfast.")
        self.presses("Put it on the table")
        self.reads("Your proposal is on the table.")


class Member(Person):
    """Somebody who is in already: gives a word, reads offers."""

    def gives_a_word_for(self, name):
        self.goes_to_desk()
        self.follows("Where I stand")
        if not self.main.get_by_text(self.word("Who would like to join")).count():
            self.main.get_by_role("link").first.click()
        self.follows("Who would like to join")
        self.main.get_by_role("link", name=name).first.click()
        self.fills(words="We have kept bees together.")
        self.presses("Give my word")

    def publishes_in_the_admin(self, title):
        self.page.goto(f"{self.site.url}/cms/")
        self.page.get_by_role("link", name=title).first.click()
        self.page.locator("footer .w-dropdown__toggle").click()
        with self.page.expect_navigation():
            self.page.locator("footer [data-workflow-action-name=approve]").click()

    def asks_for_a_change(self, title, reason):
        self.goes_to_desk()
        self.follows("What waits")
        rows = self.main.get_by_role("listitem").filter(has_text=title)
        rows.get_by_role("link").first.click()
        self.main.get_by_text(self.word("Ask for a change")).click()
        self.fills(reason=reason)
        self.presses("Send it back")


class Traveller(Person):
    """Looks for a bed, asks, and agrees."""

    def finds(self, title, *, place, dates, people):
        self.goes_home()
        self.fills(place=place, check_in=dates.check_in, check_out=dates.check_out, adults=people)
        self.presses("Search")
        self.main.get_by_role("link", name=title).first.click()
        self.sees(title)
        self.offer = self.page.url.partition("?")[0]

    def sees_nights_taken(self, dates):
        with translation.override(self.language):
            taken = str(night_state("taken"))
        for night in dates.nights:
            self.page.goto(f"{self.offer}?month={night:%Y-%m}")
            cell = self.main.get_by_role("cell").filter(has_text=re.compile(rf"^\s*{night.day}\b"))
            expect(cell.first).to_contain_text(taken)

    def asks(self, dates, words):
        self.fills(check_in=dates.check_in, check_out=dates.check_out)
        self.main.locator("form button[type=submit]").locator("visible=true").last.click()
        self.fills(check_in=dates.check_in, check_out=dates.check_out, message=words)
        self.presses("Send the request")
        self.reads("Your request is on its way.")
        self.request = self.page.url

    def agrees(self):
        self.page.goto(self.request)
        self.presses("Agree")

    def takes_the_calendar_file(self):
        with self.page.expect_download() as download:
            self.follows("Calendar (.ics)")
        return Path(download.value.path()).read_text()

    def prints(self):
        self.follows("To print")
