"""What editors find: the way there, what waits for them, what changed, and what comes first."""

import pytest
from django.urls import reverse
from wagtail.admin.action_menu import PageActionMenu

from cms.pages.models import ContentPage, DestinationPage
from cms.pages.panels import on_desk
from cms.pages.selectors.waiting_pages import pages_waiting_for
from commons.accounts.panels import waiting_for
from tests.factories.accounts import UserFactory
from tests.factories.cms import make_content, make_reader, make_writer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_pages")]


def handed_in(page, by, **words):
    draft = page.get_latest_revision_as_object()
    for name, value in words.items():
        setattr(draft, name, value)
    draft.save_revision(user=by)
    page.refresh_from_db()
    page.get_workflow().start(page, by)
    return page


def menu_of(rf, page, person):
    request = rf.get("/")
    request.user = person
    page = type(page).objects.get(pk=page.pk)
    lock = page.get_lock()
    locked = bool(lock and lock.for_user(person))
    menu = PageActionMenu(request, view="edit", page=page, lock=lock, locked_for_user=locked)
    return [item.name for item in (menu.default_item, *menu.menu_items)]


def test_what_waits_for_a_reader_comes_first(rf, home):
    page = handed_in(make_content(home), make_writer(), title="New words")

    names = menu_of(rf, page, make_reader())

    assert names[:3] == ["approve", "approve", "reject"]  # the second with a comment
    assert names.index("action-publish") > names.index("action-save-draft")


def test_where_nothing_waits_the_draft_is_kept_first(rf, home):
    page = make_content(home)

    for person in (make_reader(), make_writer()):
        assert menu_of(rf, page, person)[0] == "action-save-draft"
    assert "action-publish" not in menu_of(rf, page, make_writer())


def test_pages_waiting_for_are_those_of_ones_own_group(home):
    writer, reader = make_writer(display_name="Maud"), make_reader()
    page = handed_in(make_content(home), writer, title="New words")
    make_content(home, title="Quiet")

    [row] = pages_waiting_for(reader, most=5)

    assert (row.page.pk, row.writer, row.is_new) == (page.pk, "Maud", False)
    assert pages_waiting_for(writer, most=5) == []
    assert pages_waiting_for(UserFactory(), most=5) == []


def test_a_reader_finds_what_waits_on_their_desk_and_in_the_header(client, home):
    reader = make_reader()
    page = handed_in(make_content(home), make_writer(), title="New words")
    client.force_login(reader)

    desk = client.get(reverse("notifications:desk")).text

    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in desk
    assert reverse("wagtailadmin_home") in desk
    assert "New words" in desk
    assert waiting_for(reader) >= 1


def test_a_writer_finds_the_way_and_a_traveller_none(client, home):
    for person, is_shown in ((make_writer(), True), (UserFactory(), False)):
        client.force_login(person)
        desk = client.get(reverse("notifications:desk")).text
        assert (f'href="{reverse("wagtailadmin_home")}"' in desk) is is_shown
    assert list(on_desk(UserFactory())) == []


def test_the_list_costs_the_same_for_three_pages(home, count_queries):
    writer, reader = make_writer(), make_reader()
    handed_in(make_content(home), writer)
    one = count_queries(lambda: pages_waiting_for(reader, most=5))
    for title in ("Second", "Third"):
        handed_in(make_content(home, title=title), writer)

    assert count_queries(lambda: pages_waiting_for(reader, most=5)) == one <= 3


def test_a_reader_sees_what_a_draft_changes(client, home):
    page = handed_in(make_content(home), make_writer(), lead="People come first of all.")
    client.force_login(make_reader())

    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text

    assert "What changed" in editor
    assert '<span class="addition">' in editor


def test_the_panel_of_changes_stays_away_while_nothing_waits(client, home):
    page = make_content(home)
    client.force_login(make_reader())

    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text

    assert "What changed" not in editor


def test_the_admin_has_the_mark_and_says_what_each_kind_of_page_is(client, index):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))

    room = client.get(reverse("wagtailadmin_home")).text
    kinds = client.get(reverse("wagtailadmin_pages:add_subpage", args=[index.pk])).text

    assert "hirondelle-mark" in room
    assert "css/admin" in room
    assert str(DestinationPage.page_description) in kinds.replace("&#x27;", "'")
    assert ContentPage.page_description
