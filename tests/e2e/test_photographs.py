"""A host brings photographs from a telephone, in bad weather, and puts them into order."""

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from commons.media.models import Photo
from core.values.pictures import Focus
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.stays import Stay
from scripts.processes import wait_until
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.looking import violations
from tests.e2e.test_accounts import log_in
from tests.e2e.walking import leaves
from tests.factories.hosting import MembershipFactory, StayFactory
from tests.factories.media import PhotoFactory, picture_bytes
from tests.patience import milliseconds, patience

BAD = {"name": "none.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
NO_PHOTOGRAPH = "none.jpg: This file isn’t a photo we can read."


def good(number):
    content = picture_bytes(60 + number, 40)
    return {"name": f"{number}.jpg", "mimeType": "image/jpeg", "buffer": content}


@pytest.fixture
def stay():
    return StayFactory(host=MembershipFactory().person, draft=True)


@pytest.fixture
def open_step(open_page, live_server, stay):
    """The step of the photographs, on this device."""

    def open_step(device, *photos, **options):
        for number, caption in enumerate(photos, start=1):
            content = ContentFile(picture_bytes(900, 600), name="photo.jpg")
            photo = PhotoFactory(uploaded_by_user=stay.host, file=content, description=caption)
            OfferPhoto.objects.create(offer=stay, photo=photo, caption=caption, sort_order=number)
        page = open_page(device, **options)
        log_in(page, live_server, stay.host)
        page.goto(f"{live_server.url}/en/hosting/offers/{stay.public_id}/photos/")
        return page

    return open_step


def captions():
    draft = Stay.objects.get().get_latest_revision_as_object()
    return [one.caption for one in draft.photos.all()]


def brought():
    return Stay.objects.get().get_latest_revision_as_object().photos.count()


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_lost_network_and_a_bad_file_lose_nothing(open_step, device):
    page = open_step(device)
    tries = []

    def lose_two_answers(route):
        tries.append(route.request)
        if len(tries) == 1:
            route.abort()
        elif len(tries) == 3:
            route.fetch()  # it arrives, and we never hear of it
            route.abort()
        else:
            route.continue_()

    page.route("**/photos/add/", lose_two_answers)
    page.locator("photo-drop input[type=file]").set_input_files([good(1), BAD, good(2)])
    page.get_by_role("button", name="Upload photos").click()

    expect(page.locator(".sort-list__item")).to_have_count(2, timeout=milliseconds(60))
    expect(page.get_by_text(NO_PHOTOGRAPH).first).to_be_visible()
    page.evaluate("scrollTo(0, 0)")  # what the head half covers counts as too small
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert len(tries) == 5
    assert brought() == Photo.objects.count() == 2


def test_many_come_one_after_the_other_and_the_page_shows_them(open_step):
    page = open_step(PHONE)

    page.locator("photo-drop input[type=file]").set_input_files([good(n) for n in range(4)])
    page.get_by_role("button", name="Upload photos").click()

    expect(page.locator(".sort-list__item")).to_have_count(4)
    expect(page.locator(".photo-drop__file")).to_have_count(0)


def test_a_photograph_is_dragged_by_its_handle(open_step):
    page = open_step(DESKTOP, "One", "Two", "Three")
    handle = page.locator(".sort-list__item").last.locator("[data-handle]")
    target = page.locator(".sort-list__item").first.bounding_box()
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()

    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    target = page.locator(".sort-list__item").first.bounding_box()
    page.mouse.move(target["x"] + 40, target["y"] + 40, steps=8)
    page.mouse.up()
    expect(page.locator(".sort-list__item").first).to_contain_text("Three")

    assert wait_until(lambda: captions() == ["Three", "One", "Two"], within=patience(30)), (
        captions()
    )


def test_a_finger_drags_it_too(open_step):
    page = open_step(PHONE, "One", "Two")
    second = page.locator(".sort-list__item").last
    second.scroll_into_view_if_needed()
    box = second.locator("[data-handle]").bounding_box()
    first = page.locator(".sort-list__item").first.bounding_box()
    touch = page.context.new_cdp_session(page)
    start = {"x": box["x"] + 10, "y": box["y"] + 10}
    there = {"x": first["x"] + 40, "y": max(first["y"] + first["height"] / 2, 100)}

    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [start]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [there]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator(".sort-list__item").first).to_contain_text("Two")

    assert wait_until(lambda: captions() == ["Two", "One"], within=patience(30)), captions()


def test_arrow_keys_move_it_and_say_where_it_is(open_step):
    page = open_step(DESKTOP, "One", "Two", "Three")

    page.locator("[data-handle]").first.focus()
    with page.expect_response("**/place/"):
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        expect(page.locator("sort-list [data-said]")).to_have_text("Photo 3 of 3")
    page.wait_for_load_state("networkidle")

    # Between two keys there may have been time for an answer of its own.
    assert wait_until(lambda: captions() == ["Two", "Three", "One"], within=patience(30))
    expect(page.locator(".sort-list__item").last.locator("[data-handle]")).to_be_focused()


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_press_on_the_picture_says_what_stays_in_view(open_step, device):
    page = open_step(device, "One")
    page.get_by_role("link", name="Describe and crop").click()
    picture = page.locator(".focal-point__sheet img")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()

    picture.click(position={"x": box["width"] * 0.8, "y": box["height"] * 0.25})
    cut = page.locator("[data-cut=square] img").evaluate("one => one.style.objectPosition")
    found = violations(page)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/photos/")

    assert cut == "80% 25%"
    assert found == []
    assert Photo.objects.get().focus == Focus(80, 25)


def test_everything_goes_without_a_script(open_step):
    page = open_step(PHONE, "One", "Two", java_script_enabled=False)

    page.locator("input[type=file]").set_input_files([good(1), BAD])
    page.get_by_role("button", name="Upload photos").click()
    expect(page.get_by_text(NO_PHOTOGRAPH)).to_be_visible()
    page.get_by_role("button", name="Move photo 2 earlier").click()
    page.get_by_role("button", name="Remove photo 1").click()
    page.get_by_role("button", name="Restore").click()
    page.get_by_role("link", name="Describe and crop").first.click()
    page.get_by_label("Top right").check()
    with leaves(page):
        page.get_by_role("button", name="Save").click()

    assert captions() == ["Two", "One", ""]
    assert Photo.objects.get(description="Two").focus == Focus(84, 16)
