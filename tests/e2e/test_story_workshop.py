"""Writing together in a browser: nothing typed is lost, one at a time writes in a block."""

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.looking import violations
from tests.e2e.test_accounts import log_in
from tests.e2e.walking import leaves
from tests.factories.media import PhotoFactory, picture_bytes
from tests.factories.stories import AuthorFactory, BlockFactory, ChapterFactory
from tests.patience import milliseconds, patience
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.drafts import StoryChange

PAGE = "/en/stories/workshop/"


@pytest.fixture
def zoe(live_server):
    chapter = ChapterFactory(title="Day one")
    return AuthorFactory(story=chapter.story, lead=True, credit="Zoé")


def a_block(zoe, **words):
    return BlockFactory(chapter=zoe.story.chapters.get(), by=zoe, **words)


def at_the_desk(open_page, live_server, author, device=DESKTOP, **options):
    page = open_page(device, **options)
    log_in(page, live_server, author.person)
    page.goto(f"{live_server.url}{PAGE}{author.story.address}/")
    return page


def inside(page, live_server, author, block):
    page.goto(f"{live_server.url}{PAGE}{author.story.address}/blocks/{block.public_id}/")
    surface = page.locator("prose-field [contenteditable]")
    surface.wait_for()
    return surface


def until(page, holds):
    """Wait for something that no element shows."""
    for _try in range(round(patience(120))):
        if holds():
            return
        page.wait_for_timeout(250)
    raise AssertionError("it never came to it")


def test_what_one_types_is_saved_by_itself_and_is_one_revision(open_page, live_server, zoe):
    block = a_block(zoe, text="")
    complaints = []
    page = at_the_desk(open_page, live_server, zoe)
    page.on("console", lambda one: complaints.append(one) if one.type == "error" else None)
    surface = inside(page, live_server, zoe, block)

    surface.click()
    surface.press_sequentially("Rain")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    surface.press_sequentially(" and wind")
    until(page, lambda: page.evaluate("localStorage.length") == 0)

    assert Block.objects.get().text == "<p>Rain and wind</p>"
    assert StoryChange.objects.of_block(block).count() == 2
    assert [f"{one.text} {one.location}" for one in complaints] == []


def test_a_tab_that_was_closed_without_network_gives_its_words_back(open_page, live_server, zoe):
    block = a_block(zoe, text="")
    page = at_the_desk(open_page, live_server, zoe)
    surface = inside(page, live_server, zoe, block)
    surface.click()
    until(page, lambda: Block.objects.get().holder == zoe)
    page.wait_for_load_state("networkidle")

    page.context.set_offline(True)
    surface.press_sequentially("Every key of it")
    expect(page.get_by_text("Not sent yet: saved on this device")).to_be_visible()
    # Without network nothing leaves a page that closes; a browser that is driven may go online
    # before the page is gone, and then let its last words leave.
    page.evaluate(
        "() => { navigator.sendBeacon = () => false; window.fetch = () => new Promise(() => {}); }"
    )
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    assert Block.objects.get().text == ""
    surface = inside(again, live_server, zoe, block)
    again.get_by_role("button", name="Restore").click()
    expect(surface).to_have_text("Every key of it")
    expect(again.get_by_text("Saved", exact=True)).to_be_visible()

    assert Block.objects.get().text == "<p>Every key of it</p>"


def test_a_new_block_gives_its_words_back_until_it_has_arrived(open_page, live_server, zoe):
    page = at_the_desk(open_page, live_server, zoe)
    page.get_by_role("link", name="Text").first.click()
    page.locator("prose-field [contenteditable]").press_sequentially("A first line")
    address = page.url
    page.close()

    again = page.context.new_page()
    again.goto(address)
    again.get_by_role("button", name="Restore").click()
    again.get_by_role("button", name="Add to the chapter").click()
    again.wait_for_url("**#block-*")

    assert Block.objects.get().text == "<p>A first line</p>"
    assert again.evaluate("localStorage.length") == 0


def test_words_go_on_their_way_when_the_network_is_back(open_page, live_server, zoe):
    block = a_block(zoe, text="")
    page = at_the_desk(open_page, live_server, zoe)
    surface = inside(page, live_server, zoe, block)
    surface.click()
    until(page, lambda: Block.objects.get().holder == zoe)
    page.wait_for_load_state("networkidle")

    page.context.set_offline(True)
    surface.press_sequentially("Rain")
    expect(page.get_by_text("Not sent yet: saved on this device")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()

    assert Block.objects.get().text == "<p>Rain</p>"


def test_words_stay_on_the_device_where_the_session_has_expired(open_page, live_server, zoe):
    block = a_block(zoe, text="")
    page = at_the_desk(open_page, live_server, zoe)
    surface = inside(page, live_server, zoe, block)
    page.context.clear_cookies(name="sessionid")

    surface.click()
    surface.press_sequentially("Rain on the river")

    expect(page.get_by_text("Not sent yet: saved on this device")).to_be_visible()
    log_in(page, live_server, zoe.person)
    page.reload()
    page.get_by_role("button", name="Restore").click()
    expect(page.locator("prose-field [contenteditable]")).to_have_text("Rain on the river")


def test_one_writes_and_the_other_sees_who_it_is(open_page, live_server, zoe):
    block = a_block(zoe)
    ada = AuthorFactory(story=zoe.story, credit="Ada")
    hers = at_the_desk(open_page, live_server, ada)
    inside(hers, live_server, ada, block).click()
    until(hers, lambda: Block.objects.get().holder == ada)
    hers.wait_for_load_state("networkidle")

    mine = at_the_desk(open_page, live_server, zoe)
    expect(mine.get_by_text("Ada is writing here").first).to_be_visible()
    inside(mine, live_server, zoe, block).click()
    expect(mine.locator("block-writer form")).to_have_attribute("inert", "")
    hers.goto(f"{live_server.url}{PAGE}")
    until(mine, lambda: Block.objects.get().holder is None)
    inside(mine, live_server, zoe, block).click()

    until(mine, lambda: Block.objects.get().holder == zoe)


def test_a_paste_from_a_word_processor_loses_its_looks_only(open_page, live_server, zoe):
    block = a_block(zoe, text="")
    page = at_the_desk(open_page, live_server, zoe)
    surface = inside(page, live_server, zoe, block)
    surface.click()
    pasted = (
        '<p class="MsoNormal" style="mso-x:1;color:red">One <b>two</b><o:p></o:p></p>'
        '<img src="x" onerror="alert(1)"><h1>Three</h1>'
    )

    surface.evaluate(
        """(surface, html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            const paste = { clipboardData: data, bubbles: true, cancelable: true };
            surface.dispatchEvent(new ClipboardEvent("paste", paste));
        }""",
        pasted,
    )
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**#block-*")

    assert Block.objects.get().text.startswith("<p>One <strong>two</strong></p>")
    assert "Three" in Block.objects.get().text
    assert page.evaluate("localStorage.length") == 0


def test_photographs_come_one_after_the_other(open_page, live_server, zoe):
    block = a_block(zoe, kind=BlockKind.GALLERY, text="")
    page = at_the_desk(open_page, live_server, zoe)
    page.goto(f"{live_server.url}{PAGE}{zoe.story.address}/blocks/{block.public_id}/")
    files = [
        {"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes(n + 8)}
        for n in range(6)
    ]

    page.locator("photo-drop input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Upload photos").click()
    # Each is read by a process of its own, one after the other.
    expect(page.locator(".sort-list__item")).to_have_count(6, timeout=milliseconds(60))

    assert block.photos.present().count() == 6


def test_a_block_is_added_and_moved_without_a_script(open_page, live_server, zoe):
    first = a_block(zoe)
    page = at_the_desk(open_page, live_server, zoe, PHONE, java_script_enabled=False)

    page.locator("details.story-desk__add summary").first.click()
    page.get_by_role("link", name="Piece of advice").first.click()
    page.get_by_label("Your advice").fill("Take a raincoat.\n\nAnd a second one.")
    page.get_by_role("button", name="Add to the chapter").click()
    with leaves(page):
        page.get_by_role("button", name="Move up").last.click()

    added = Block.objects.get(kind="advice")
    assert added.text == "<p>Take a raincoat.</p><p>And a second one.</p>"
    assert list(Block.objects.in_order()) == [added, first]


@pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nobody_is_left_out_of_the_workshop(open_page, live_server, zoe, device):
    blocks = [a_block(zoe), a_block(zoe, kind=BlockKind.GALLERY, text="", title="Boats")]
    page = at_the_desk(open_page, live_server, zoe, device)
    story = f"{live_server.url}{PAGE}{zoe.story.address}/"

    for part in ("", "authors/", "frame/", "revisions/", f"blocks/{blocks[1].public_id}/"):
        page.goto(story + part)
        assert [one["id"] for one in violations(page)] == [], part
    inside(page, live_server, zoe, blocks[0])
    assert [one["id"] for one in violations(page)] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def the_part(page):
    return [
        page.locator(f"[name={name}]").input_value() for name in ("left", "top", "width", "height")
    ]


def blur_page(page, live_server, author, block):
    photo = block.photos.get().photo
    page.goto(
        f"{live_server.url}{PAGE}{author.story.address}/blocks/{block.public_id}"
        f"/photos/{photo.public_id}/blur/"
    )
    return photo


def a_photograph(zoe):
    block = a_block(zoe, kind=BlockKind.PHOTO, text="")
    content = ContentFile(picture_bytes(800, 600), name="photo.jpg")
    block.set_photos([(PhotoFactory(uploaded_by_user=zoe.person, file=content), "")])
    return block


@pytest.mark.parametrize("device", [PHONE, DESKTOP])
def test_a_part_of_a_photograph_is_dragged_and_blurred(open_page, live_server, zoe, device):
    block = a_photograph(zoe)
    page = at_the_desk(open_page, live_server, zoe, device)
    photo = blur_page(page, live_server, zoe, block)
    picture = page.locator("blur-part img")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()

    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] * 0.2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.7, steps=5)
    page.mouse.up()
    dragged = the_part(page)
    found = violations(page)
    page.get_by_label("Blur this part permanently").check()
    page.get_by_role("button", name="Blur this part").click()
    page.get_by_text("That part has been permanently blurred.").wait_for()

    assert dragged == ["10", "20", "30", "50"]
    assert found == []
    photo.refresh_from_db()
    assert photo.parts_blurred == 1


def test_a_part_is_said_in_figures_without_scripts(open_page, live_server, zoe):
    block = a_photograph(zoe)
    page = at_the_desk(open_page, live_server, zoe, PHONE, java_script_enabled=False)
    photo = blur_page(page, live_server, zoe, block)

    page.get_by_label("Distance from the left edge").fill("5")
    page.get_by_label("Rectangle").check()
    page.get_by_label("Blur this part permanently").check()
    page.get_by_role("button", name="Blur this part").click()
    page.get_by_text("That part has been permanently blurred.").wait_for()

    photo.refresh_from_db()
    assert photo.parts_blurred == 1


def test_two_blocks_are_written_where_they_stand_and_saved_as_one_goes(open_page, live_server, zoe):
    rain, wind = (a_block(zoe, text=f"<p>{word}</p>") for word in ("Rain", "Wind"))
    page = at_the_desk(open_page, live_server, zoe)
    address = page.url

    for block, words in ((rain, " all day"), (wind, " at night")):
        page.locator(f"#block-{block.public_id} a[data-write-here]").click()
        surface = page.locator(f"#block-{block.public_id} prose-field [contenteditable]")
        surface.click()  # behind the words: the editor puts a caret that only keys set back there
        surface.press("Control+End")
        surface.press_sequentially(words)
    texts = {rain.pk: "<p>Rain all day</p>", wind.pk: "<p>Wind at night</p>"}
    until(page, lambda: dict(Block.objects.values_list("pk", "text")) == texts)
    assert violations(page) == []
    page.locator(f"#block-{rain.public_id}").get_by_role("button", name="Save").click()

    said = page.locator(f"#block-{rain.public_id} .story-desk__said")
    expect(said).to_have_text("Rain all day")
    expect(page.locator(f"#block-{rain.public_id} a[data-write-here]")).to_be_focused()
    expect(page.locator(f"#block-{wind.public_id} block-writer")).to_be_visible()
    expect(page.locator("[data-news]").first).to_be_hidden()
    assert page.url == address


def test_photographs_dropped_on_a_chapter_become_its_gallery(open_page, live_server, zoe):
    page = at_the_desk(open_page, live_server, zoe)
    good, bad = picture_bytes(), b"no picture"

    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Add photos").click()
    chooser.value.set_files(
        [
            {"name": name, "mimeType": "image/jpeg", "buffer": content}
            for name, content in (("a.jpg", good), ("b.jpg", bad))
        ]
    )

    expect(page.locator(".photo-drop__file[data-state=there]")).to_have_count(1)
    expect(page.locator(".photo-drop__file[data-state=refused]")).to_have_count(1)
    block = Block.objects.get()
    assert (block.kind, block.photos.count()) == (BlockKind.GALLERY, 1)
