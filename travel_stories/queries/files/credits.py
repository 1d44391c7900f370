"""Who made what, and on which terms it may be used again: it stands in every file."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from travel_stories.queries.story_data import licence_url
from travel_stories.queries.tellings import Telling


@dataclass(frozen=True, slots=True)
class Credits:
    lines: tuple[str, ...]
    licence: str
    licence_url: str
    url: str


def credits_of(telling: Telling, *, url: str) -> Credits:
    """In the language that is active: names, licence, source, then whose photographs these are."""
    licence = str(telling.story.get_licence_display())
    address = licence_url(telling.story.licence)
    names = ", ".join(telling.credits) or _("people who don’t want to be named")
    lines = [
        _("“%(title)s”, told by %(names)s.") % {"title": telling.title, "names": names},
        _("Licence: %(licence)s. %(url)s") % {"licence": licence, "url": address},
        _("Source: %(url)s") % {"url": url},
    ]
    owners = dict.fromkeys(
        picture.credit for part in telling.parts for picture in part.pictures if picture.credit
    )
    if owners:
        lines.append(_("Photographs: %(names)s.") % {"names": ", ".join(owners)})
    return Credits(tuple(line.strip() for line in lines), licence, address, url)
