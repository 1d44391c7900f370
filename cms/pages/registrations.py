"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from typing import Final

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.pages.actions.moderation_adapter import PAGE
from cms.pages.actions.moderation_adapter_photos import OnPages
from cms.pages.models import DestinationPage
from cms.pages.presenters.destinations import places_in_stories
from commons.moderation.reportable_types import register_reportable_type
from commons.notifications.categories import NotificationCategory, map_templates, register_category
from hosting.coordination.presenters.community_checklist import register_place_content
from hosting.coordination.presenters.log_sources import LogSource, register_log_source
from hosting.offers.actions.moderation_adapter_photos import register_photo_usage
from travel_stories.stories.presenters.place_highlights import register_place_highlights

PAGES: Final[dict[str, Promise]] = {
    "page.published": _("%(who)s published the page “%(what)s”."),
    "page.unpublished": _("%(who)s took the page “%(what)s” off the site."),
}
LIVE_DESTINATIONS = DestinationPage.communities.through.objects.filter(
    community=OuterRef("pk"), destinationpage__live=True
)

register_category(
    NotificationCategory(
        code="pages",
        place=72,
        title=_("Pages of the editors"),
        text=_("A page waits for you to read it, or somebody has read yours."),
    )
)
map_templates("pages", "pages", "page_submitted", "page_published", "page_sent_back")
register_log_source(
    LogSource(
        "page",
        _("Pages of the editors"),
        rows=lambda community, reader: DestinationPage.objects.filter(communities=community),
        read=(DestinationPage.objects.all(),),
        sentences=PAGES,
    )
)
register_place_content(has_destinations=Exists(LIVE_DESTINATIONS))
register_reportable_type(PAGE)
register_photo_usage(OnPages())
register_place_highlights(places_in_stories)
