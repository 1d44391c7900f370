"""Who writes the pages of the site, in the admin; and a stranger who reads what comes of it."""

import re

from playwright.sync_api import TimeoutError, expect

from tests.e2e.walking import Person, Words, leaves
from tests.patience import milliseconds

BODY = "[data-contentpath=body]"


class Editor(Person):
    """Works in the admin, which speaks the language of their letters."""

    def goes_to(self, address):
        return self.page.goto(f"{self.site.url}/cms/{address}")

    def speaks(self, language):
        """From now on, on the site and in the admin."""
        self.comes_to_the_desk()
        self.follows("My settings")
        choice = self.page.get_by_label(self.words("Language of our emails"))
        choice.select_option(language)
        self.clicks("Save")
        self.reads("Your settings have been saved.")
        self.words = Words(language)

    def opens_the_editor_of(self, title):
        """By the search of the admin; what follows reads the address of the editor."""
        self.goes_to(f"pages/search/?q={title}")
        with self.leaves_the_page():
            self.page.get_by_role("main").get_by_role("link", name=title, exact=True).first.click()

    def begins_a_destination_below(self, index):
        self.opens_the_editor_of(index)
        self.goes_to(f"pages/add/pages/destinationpage/{self.key}/")

    def writes(self, fields):
        """Into the fields of the form, by their names."""
        for name, words in fields.items():
            self.page.locator(f"[name={name}]").fill(str(words))

    def adds(self, block):
        """The next block of the text; the name of its value."""
        count = self.page.locator("[name=body-count]")
        number = int(count.input_value())
        self.page.locator(f"{BODY} .c-sf-add-button").last.click()
        self.page.get_by_role("option", name=self.words(block), exact=True).first.click()
        expect(count).to_have_value(str(number + 1))
        return f"body-{number}-value"

    def chooses(self, field, title, *, search=False):
        """In the dialog of a chooser; a long one is searched.

        A press while a block is still sliding in may open nothing: then one presses again.
        """
        button = self.page.locator(f"#{field}-chooser [data-chooser-action-choose]").last
        dialog = self.page.locator(".modal")
        button.click()
        try:
            dialog.locator("[data-chooser-modal-choice]").first.wait_for(timeout=milliseconds(10))
        except TimeoutError:
            button.click()
        if search:
            dialog.locator("[name=q]").first.fill(title)
        found = dialog.locator("[data-chooser-modal-choice]").filter(has_text=title)
        found.first.click()
        expect(dialog).to_have_count(0)

    def keeps_a_draft(self):
        """Autosave has made the page by then, and has changed the address of this editor."""
        self.page.wait_for_url(re.compile(r"/edit/"))
        with self.leaves_the_page():
            self.clicks("Save draft")

    def previews(self, *texts):
        """Beside the form, as the page will stand."""
        self.page.get_by_role("button", name=self.words("Toggle preview")).click()
        shown = self.page.frame_locator("iframe").last.locator("main")
        for text in texts:
            expect(shown).to_contain_text(text)

    def publishes(self):
        self.chooses_what_to_do("[name=action-publish]")

    def hands_in(self, title, **fields):
        """For somebody else to read; until then it is closed."""
        self.opens_the_editor_of(title)
        self.writes(fields)
        self.chooses_what_to_do("[name=action-submit]")

    def chooses_what_to_do(self, button):
        """From the menu at the foot of the editor, which opens once its scripts have run."""
        self.unfolds_what_to_do()
        with self.leaves_the_page():
            self.page.locator(button).first.click()

    def unfolds_what_to_do(self):
        self.page.wait_for_load_state()
        self.page.locator("footer [data-w-dropdown-target=toggle]").first.click()

    def leaves_the_page(self):
        """Autosave changes the address too."""
        return leaves(self.page)

    def approves(self, title):
        """What waits stands on the first page of the admin."""
        self.opens_what_waits(title)
        self.chooses_what_to_do("[data-workflow-action-name=approve]")

    def approves_from_the_list(self, title):
        """A translation has no such button in its editor."""
        self.goes_to("")
        waits = self.page.locator("#awaiting-review-content tr").filter(has_text=title)
        waits.locator("[data-w-dropdown-target=toggle]").click()
        with self.leaves_the_page():
            self.page.locator("[data-workflow-action-url*='/approve/']").first.click()

    def sends_back(self, title, reason):
        self.opens_what_waits(title)
        self.unfolds_what_to_do()
        self.page.locator("[data-workflow-action-name=reject]").first.click()
        dialog = self.page.locator(".modal")
        dialog.locator("textarea").fill(reason)
        with self.leaves_the_page():
            dialog.locator("[type=submit]").click()

    def opens_what_waits(self, title):
        self.goes_to("")
        self.page.locator("#awaiting-review-content").get_by_role("link", name=title).first.click()

    def hears(self, source, **values):
        """On the page of what one was told."""
        self.page.goto(f"{self.site.url}/{self.words.language}/me/notices/")
        self.reads(source, **values)

    def sees_the_history_of(self, title, *names):
        self.opens_the_editor_of(title)
        self.page.locator("a[href*='/history/']").first.click()
        self.page.wait_for_url("**/history/**")
        self.sees(*names)

    @property
    def key(self):
        """Of the page that is open in its editor."""
        return re.search(r"/pages/(\d+)/", self.page.url)[1]

    def translates_the_title_only(self, title, other_title):
        self.begins_a_translation(title, other_title)
        with self.leaves_the_page():
            self.page.locator("footer [name=action][value=publish]").first.click()

    def hands_in_a_translation(self, title, other_title):
        self.begins_a_translation(title, other_title)
        self.clicks("Submit for review")
        self.reads("Page submitted for review. We’ll notify you once someone has reviewed it.")

    def begins_a_translation(self, title, other_title):
        """With the words of its title."""
        self.opens_the_editor_of(title)
        self.goes_to(f"localize/submit/page/{self.key}/")
        self.page.locator("[name=locales]").check()
        self.page.locator("form:has([name=locales]) [type=submit]").last.click()
        self.page.get_by_role("button", name=self.words("Translate"), exact=True).first.click()
        self.page.locator("textarea").first.fill(other_title)
        self.clicks("Save")
        expect(self.page.locator("textarea")).to_have_count(0)

    def changes(self, title, **fields):
        self.opens_the_editor_of(title)
        self.writes(fields)
        self.publishes()

    def leads(self, old, new):
        self.goes_to("redirects/add/")
        self.writes({"old_path": old, "redirect_link": new})
        self.page.locator("main form [type=submit]").last.click()
        expect(self.main).to_contain_text(old)

    def sees_in(self, report, *texts):
        self.goes_to(report)
        self.sees(*texts)

    def is_sent_away_from(self, address):
        """To the desk, with a sentence."""
        self.goes_to(address)
        assert self.page.url == f"{self.site.url}/cms/", address
        expect(self.page.locator(".messages")).to_be_visible()


class Stranger(Person):
    """Reads what was published, and changes the language."""

    def finds(self, title):
        self.opens()
        self.follows("Stories")
        self.follows_to(title)

    def changes_the_language(self, language):
        """To the same page."""
        self.page.locator(f".language-switch a[hreflang={language}]").first.click()
        self.words = Words(language)
        self.page.wait_for_url(f"**/{language}/**")
