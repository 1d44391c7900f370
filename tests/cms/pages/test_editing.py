"""What editors paste and delete: nothing is lost, and what cannot be is said."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.pages.models import ContentPage
from tests.factories.accounts import UserFactory
from tests.factories.cms import make_content, make_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def pasted(page, html):
    """The form of a page as an editor sends it, with one text."""
    body = streamfield([("words", rich_text(html))])
    fields = {"title": page.title, "slug": page.slug, "lead": "", "footer_column": ""}
    return nested_form_data({**fields, "body": body, "comments": {"TOTAL_FORMS": 0}})


def test_a_paste_of_300000_words_is_refused_and_stays_in_field(editor):
    page = make_content(make_home())
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    book = "<p>Once " + "upon " * 299_998 + "zebra</p>"

    answer = editor.post(address, pasted(page, book)).content.decode()

    assert "The limit is 20000." in answer
    assert "zebra" in answer
    assert ContentPage.objects.get().latest_revision_id == page.latest_revision_id


def test_a_page_that_was_deleted_while_it_was_written_says_so(editor):
    page = make_content(make_home())
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = pasted(page, "<p>Later.</p>")
    page.delete()

    assert editor.post(address, form, follow=True).status_code == 404
