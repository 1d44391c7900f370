"""Who hosts, and photographs that lead a page: enlarged, broken, missing; long foreign names."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from playwright.sync_api import expect

from hosting.offers.models.photos import OfferPhoto
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.looking import violations
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, StayFactory
from tests.factories.media import PhotoFactory, picture_bytes
from tests.factories.profiles import ProfileFactory, with_portrait

NAME = "Александра Ξανθίππη " * 4  # 80 characters in two alphabets
WELCOME = "أهلا وسهلا بكم في بيتنا الصغير بجانب النهر."


def shown(stay, *captions, broken=()):
    for number, caption in enumerate(captions):
        content = ContentFile(picture_bytes(900, 600), name="photo.jpg")
        photo = PhotoFactory(file=content, description=caption)
        OfferPhoto.objects.create(offer=stay, photo=photo, caption=caption, sort_order=number)
        if caption in broken:
            default_storage.delete(photo.file.name)
    return stay


def is_inside(page, selector):
    """Nothing of it reaches over the edge of the window."""
    return page.locator(selector).evaluate_all(
        "all => all.every(one => one.getBoundingClientRect().right <= innerWidth + 1)"
    )


def test_photographs_are_enlarged_by_keys_and_by_swiping(live_server, desktop):
    stay = shown(StayFactory(), "The yard", "The weir", "The oven", "The loft")
    desktop.goto(live_server.url + stay.get_absolute_url())

    desktop.get_by_role("link", name="The weir").click()

    viewer, count = desktop.get_by_role("dialog"), desktop.locator(".photo-viewer__count")
    expect(count).to_have_text("2 / 4")
    expect(viewer.get_by_text("The weir")).to_be_visible()
    desktop.keyboard.press("ArrowRight")
    expect(count).to_have_text("3 / 4")
    desktop.keyboard.press("End")
    expect(count).to_have_text("4 / 4")
    viewer.get_by_role("button", name="Previous photo").click()
    expect(count).to_have_text("3 / 4")
    viewer.locator("[data-track]").evaluate("track => track.scrollTo({ left: 0 })")
    expect(count).to_have_text("1 / 4")
    assert violations(desktop) == []
    desktop.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(desktop.get_by_role("link", name="The weir")).to_be_focused()


def test_without_scripts_a_photograph_leads_to_itself(live_server, open_page):
    stay = shown(StayFactory(), "The yard")
    page = open_page(DESKTOP, java_script_enabled=False)
    page.goto(live_server.url + stay.get_absolute_url())

    page.get_by_role("link", name="The yard").click()

    assert page.url.startswith(f"{live_server.url}/media/photos/")


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_two_broken_photographs_of_three_leave_a_whole_page(live_server, open_page, device):
    captions = ("The yard", "The weir", "The oven")
    stay = shown(StayFactory(), *captions, broken=captions[1:])
    page = open_page(device)

    page.goto(live_server.url + stay.get_absolute_url())

    boxes = [one.bounding_box() for one in page.locator(".photo-hero img").all()]
    assert all(box["width"] > 100 and box["height"] > 100 for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_long_foreign_name_without_a_photograph_looks_meant(live_server, open_page, device):
    stay = StayFactory(host__display_name=NAME.strip())
    ProfileFactory(person=stay.host, introduction=WELCOME, language="ar", is_public=True)
    sponsor = with_portrait(ProfileFactory(sponsor=True, person__display_name=NAME[:79]))
    membership = MembershipFactory(community=stay.community, person=sponsor.person)
    stay.community.memberships.get(person=stay.host).sponsorships.create(sponsor=membership.person)
    page = open_page(device)

    page.goto(live_server.url + stay.get_absolute_url())

    expect(page.locator(".host-block .avatar")).to_have_text("АΞ")
    expect(page.locator(".host-block__words")).to_have_attribute("dir", "rtl")
    expect(page.locator(".photo-hero--drawn svg").first).to_be_visible()
    assert is_inside(page, ".host-block *, .photo-hero--drawn *, .community-badge *")
    assert violations(page) == []


def test_a_portrait_is_shown_to_strangers_by_choice_alone(live_server, open_page):
    stay = StayFactory(host=UserFactory(display_name="Odile"))
    profile = with_portrait(ProfileFactory(person=stay.host))
    page = open_page(PHONE)

    page.goto(live_server.url + stay.get_absolute_url())
    expect(page.locator(".host-block .avatar")).to_have_text("O")
    profile.is_public = True
    profile.save()
    page.reload()

    expect(page.locator(".host-block .avatar img")).to_be_visible()
