"""Who tells a journey, who is told of, who lets it out, who reads it."""

import re

from playwright.sync_api import expect

from tests.e2e.people import PHOTO
from tests.e2e.trip_people import Organiser, Payer
from tests.e2e.walking import Person


class Author(Payer):
    """Writes along in the workshop of a story."""

    def enters_the_workshop(self, part):
        parts = self.page.get_by_role("navigation", name=self.words("Sections of the workshop"))
        parts.get_by_role("link", name=self.words(part), exact=True).click()
        expect(parts.locator("[aria-current=page]")).to_have_text(self.words(part))

    def tells_along(self, lead, title):
        about = self.words(
            "Invitation from %(name)s to write the story of your trip: %(title)s",
            name=lead,
            title=title,
        )
        self.opens_the_letter(about)
        self.follows("View the invitation")
        self.clicks("Join this story")
        self.sees(title)

    def sees_chapters(self, number):
        expect(self.main.locator(".story-desk__chapter")).to_have_count(number)

    def writes_a_text(self, text, *, chapter):
        self._adds("Text", chapter)
        self._writes(text)
        self.clicks("Add to the chapter")
        self.sees(text)

    def quotes(self, text, *, of, chapter):
        self._adds("Quote", chapter)
        self._writes(text)
        self.fills("who said it", of)
        self.clicks("Add to the chapter")
        self.sees(text)

    def shows_a_photograph(self, description, *, chapter):
        self._unfolds(chapter).get_by_role("button", name=self.words("Photo"), exact=True).click()
        self.page.get_by_label(self.words("Photo"), exact=True).set_input_files(PHOTO)
        self.clicks("Upload photos")
        self.page.get_by_role("link", name=self.words("Describe and crop")).click()
        self.fills("Photo description", description)
        self.fills("Caption", description)
        self.clicks("Save")
        self.sees(description)
        self.follows("Back to writing")

    def _adds(self, kind, chapter):
        self._unfolds(chapter).get_by_role("link", name=self.words(kind), exact=True).click()

    def _unfolds(self, chapter):
        one = self.main.locator(".story-desk__chapter").nth(chapter)
        if not one.locator("details[open]").count():
            one.locator("summary").click()
        return one

    def _writes(self, text):
        self.page.locator("prose-field [contenteditable]").fill(text)


class Lead(Author, Organiser):
    """Began the story: asks others to write, asks those it names, hands it in."""

    def tells_the_trip(self):
        self.enters("Plan")
        self.clicks("Write this trip’s story")

    def asks_to_tell_along(self, name):
        self.enters_the_workshop("Authors")
        line = self.main.get_by_role("listitem").filter(has_text=name)
        line.get_by_role("button", name=self.words("Invite to write")).click()

    def names(self, name, email, *, where):
        self.enters_the_workshop("People")
        self.fills("Name", name)
        self.fills("Email address", email)
        self.main.get_by_role("checkbox", name=where).check()
        self.clicks("Add to the list")
        self.sees(name)

    def has_it_reread(self):
        self.enters_the_workshop("Publication")
        self.clicks("Ask for consent")

    def sees_all_answers(self):
        self.page.reload()
        self.does_not_see(self.words("asked, no answer yet"), self.words("not asked yet"))

    def hands_in(self):
        self.clicks("Submit for review")
        self.reads("The review is in progress. You can edit again once it’s finished.")


class Moderator(Person):
    """Reads for a community what it is told about, from the first page of the admin."""

    def publishes_from_the_admin(self, title, *, seen, cut):
        self.page.goto(f"{self.site.url}/cms/")
        self.follows_to(title)
        self.sees(seen)
        self.does_not_see(cut)
        self.clicks("Publish")
        self.does_not_see(self.words("Your decision"))


class Reader(Person):
    """Comes from nowhere and follows the road."""

    def finds_the_story(self, title):
        self.opens()
        self.follows("Stories")
        self.follows_to(re.compile(re.escape(title)))
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)

    def sees_the_photograph(self, description):
        picture = self.main.get_by_role("img", name=description).first
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => image.naturalWidth") > 0

    def takes_the_road_along(self):
        """What a device reads: the file of the road."""
        with self.page.expect_download() as download:
            self.follows_to("GPX")
        return download.value.path().read_text()

    def asks_for_offer_on_the_road(self):
        along = self.page.get_by_role("region", name=self.words("Offers along this route"))
        along.get_by_role("heading", level=3).first.get_by_role("link").click()
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
