"""Who made what, and on which terms it may be used again: it stands in every file."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from travel_stories.stories.schemas.linked_data import licence_url
from travel_stories.stories.selectors.rendered_stories import RenderedStory


@dataclass(frozen=True, slots=True)
class Credits:
    lines: tuple[str, ...]
    licence: str
    licence_url: str
    url: str


def credits_of(rendered_story: RenderedStory, *, url: str) -> Credits:
    """In the language that is active: names, licence, source, then whose photographs these are."""
    licence = str(rendered_story.story.get_licence_display())
    address = licence_url(rendered_story.story.licence)
    names = ", ".join(rendered_story.credits) or _("people who prefer not to be named")
    lines = [
        _("“%(title)s”, by %(names)s.") % {"title": rendered_story.title, "names": names},
        _("Licence: %(licence)s. %(url)s") % {"licence": licence, "url": address},
        _("Source: %(url)s") % {"url": url},
    ]
    owners = dict.fromkeys(
        picture.credit
        for part in rendered_story.parts
        for picture in part.pictures
        if picture.credit
    )
    if owners:
        lines.append(_("Photos: %(names)s.") % {"names": ", ".join(owners)})
    return Credits(tuple(line.strip() for line in lines), licence, address, url)
