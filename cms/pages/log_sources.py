"""What the log of a community tells of editorial pages: those that tell this community."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.pages.models import DestinationPage
from hosting.coordination.presenters.log_sources import LogSource, register_log_source

PAGES: Final[dict[str, Promise]] = {
    "page.published": _("%(who)s published the page “%(what)s”."),
    "page.unpublished": _("%(who)s took the page “%(what)s” off the site."),
}

register_log_source(
    LogSource(
        "page",
        _("Pages of the editors"),
        rows=lambda community, reader: DestinationPage.objects.filter(communities=community),
        read=(DestinationPage.objects.all(),),
        sentences=PAGES,
    )
)
