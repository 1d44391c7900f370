"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from typing import Final

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.pages.actions.moderation_adapter import PAGE
from cms.pages.actions.moderation_adapter_photos import OnPages
from cms.pages.models import DestinationPage
from cms.pages.panels import destinations_on_desk, on_desk, waiting_rows
from cms.pages.presenters.destinations import places_in_stories
from cms.pages.presenters.navigation import read_editorial_links
from commons.accounts.panels import register_on_desk
from commons.moderation.reportable_types import register_reportable_type
from commons.notifications.categories import NotificationCategory, map_templates, register_category
from hosting.coordination.presenters.community_checklist import register_place_content
from hosting.coordination.presenters.log_sources import LogSource, register_log_source
from hosting.offers.actions.moderation_adapter_photos import register_photo_usage
from travel_stories.stories.presenters.place_highlights import register_place_highlights
from ui.navigation import register_editorial_links

PAGES: Final[dict[str, Promise]] = {
    "page.published": _("%(who)s published the page “%(what)s”."),
    "page.handed_in": _("%(who)s submitted the page “%(what)s” for review."),
    "page.unpublished": _("%(who)s unpublished the page “%(what)s”."),
}
LIVE_DESTINATIONS = DestinationPage.communities.through.objects.filter(
    community=OuterRef("pk"), destinationpage__live=True
)

register_category(
    NotificationCategory(
        code="pages",
        place=72,
        title=_("Editorial pages"),
        text=_("A page is waiting for your review, or someone has reviewed yours."),
        concerns=lambda person: person.has_perm("wagtailadmin.access_admin"),
    )
)
map_templates("pages", "pages", "page_submitted", "page_published", "page_sent_back")
register_log_source(
    LogSource(
        "page",
        _("Editorial pages"),
        rows=lambda community, reader: DestinationPage.objects.filter(communities=community),
        read=(DestinationPage.objects.all(),),
        sentences=PAGES,
    )
)
register_place_content(has_destinations=Exists(LIVE_DESTINATIONS))
register_reportable_type(PAGE)
register_photo_usage(OnPages())
register_place_highlights(places_in_stories)
register_editorial_links(read_editorial_links)
register_on_desk(on_desk, waits=waiting_rows)
register_on_desk(destinations_on_desk)
