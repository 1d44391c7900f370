"""What every page of the frame finds in its context."""

import pytest
from django.urls import reverse

from ui.context_processors import layout_context


@pytest.mark.parametrize(
    ("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("", ""), ('"><script>', "")]
)
def test_frame_takes_only_the_two_themes_there_are(rf, cookie, theme):
    request = rf.get("/fr/")
    request.COOKIES["theme"] = cookie

    assert layout_context(request)["theme"] == theme


@pytest.mark.django_db
def test_frame_navigates_without_a_person(rf):
    request = rf.get("/fr/")

    assert layout_context(request)["navigation"].desk.url == reverse("account_login")
