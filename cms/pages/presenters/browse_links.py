"""Links to ways into the stories."""

from __future__ import annotations

from django.urls import reverse

from cms.pages.choices import BrowseBy
from ui.navigation import Link


def entry_link(label: str, way: BrowseBy, key: str) -> Link:
    return Link(label, reverse("cms:way-in-entry", kwargs={"way": way, "key": key}))
