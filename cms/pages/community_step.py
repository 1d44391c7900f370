"""Editors' pages count among what tells the place of a community."""

from django.db.models import Exists, OuterRef

from cms.pages.models import DestinationPage
from hosting.coordination.presenters.community_checklist import register_place_content

LIVE_DESTINATIONS = DestinationPage.communities.through.objects.filter(
    community=OuterRef("pk"), destinationpage__live=True
)

register_place_content(has_destinations=Exists(LIVE_DESTINATIONS))
