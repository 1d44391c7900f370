"""Where hosts compose itineraries, where somebody else reads them, where everybody does."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from travel_stories.views import (
    composing,
    itineraries,
    itinerary_feeds,
    itinerary_readings,
    stages,
)

type Urls = list[URLPattern | URLResolver]

STAGES: Urls = [
    path(_("choose/<str:kind>/"), stages.choose, name="stage-choose"),
    path(_("choose/<str:kind>/put/"), stages.put, name="stage-put"),
    path(_("add/<str:kind>/"), stages.add, name="stage-add"),
    path("<str:stage>/", stages.change, name="stage-change"),
    path(_("<str:stage>/move/"), stages.move, name="stage-move"),
    path(_("<str:stage>/remove/"), stages.remove, name="stage-remove"),
    path(_("<str:stage>/restore/"), stages.restore, name="stage-restore"),
]
COMPOSED: Urls = [
    path("", composing.compose, name="itinerary-compose"),
    path(_("frame/"), composing.change, name="itinerary-change"),
    path(_("picture/"), composing.cover, name="itinerary-cover"),
    path(_("picture/remove/"), composing.remove_cover, name="itinerary-cover-remove"),
    path(_("credit/"), composing.credit, name="itinerary-credit"),
    path(_("preview/"), composing.preview, name="itinerary-preview"),
    path(_("hand-in/"), composing.submit, name="itinerary-submit"),
    path(_("take-back/"), composing.take_back, name="itinerary-take-back"),
    path(_("withdraw/"), composing.withdraw, name="itinerary-withdraw"),
    path(_("delete/"), composing.delete, name="itinerary-delete"),
    path(_("steps/"), include(STAGES)),
]
HOST_SPACE: Urls = [
    path("", composing.index, name="itinerary-index"),
    path(_("new/"), composing.begin, name="itinerary-begin"),
    path("<public_id:public_id>/", include(COMPOSED)),
]
READERS: Urls = [
    path("", itinerary_readings.index, name="itinerary-readings"),
    path("<public_id:public_id>/", itinerary_readings.reading, name="itinerary-reading"),
    path(_("<public_id:public_id>/publish/"), itinerary_readings.publish, name="itinerary-publish"),
    path(
        _("<public_id:public_id>/send-back/"),
        itinerary_readings.send_back,
        name="itinerary-send-back",
    ),
]
PUBLIC: Urls = [
    path("", itineraries.index, name="itinerary-list"),
    path("feed.rss", itinerary_feeds.ItinerariesRss(), name="itinerary-rss"),
    path("feed.atom", itinerary_feeds.ItinerariesAtom(), name="itinerary-atom"),
    path(_("readings/"), include(READERS)),
    path("<public_id:public_id>/", itineraries.detail, name="itinerary-detail"),
    path(_("<public_id:public_id>/take/"), itineraries.take, name="itinerary-take"),
    path(_("<public_id:public_id>/files/<str:form>/"), itineraries.file, name="itinerary-file"),
]

urlpatterns: Urls = [
    path(_("hosting/itineraries/"), include(HOST_SPACE)),
    path(_("itineraries/"), include(PUBLIC)),
]
