"""Where hosts compose itineraries, where somebody else reads them, where everybody does."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from commons.accounts.guards import privileged
from travel_stories.itineraries.views import (
    itineraries,
    itinerary_editor,
    itinerary_feeds,
    itinerary_files,
    itinerary_reviews,
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
    path("", itinerary_editor.compose, name="itinerary-compose"),
    path(_("frame/"), itinerary_editor.change, name="itinerary-change"),
    path(_("picture/"), itinerary_editor.cover, name="itinerary-cover"),
    path(_("picture/remove/"), itinerary_editor.remove_cover, name="itinerary-cover-remove"),
    path(_("credit/"), itinerary_editor.credit, name="itinerary-credit"),
    path(_("preview/"), itinerary_editor.preview, name="itinerary-preview"),
    path(_("hand-in/"), itinerary_editor.submit, name="itinerary-submit"),
    path(_("take-back/"), itinerary_editor.take_back, name="itinerary-take-back"),
    path(_("withdraw/"), itinerary_editor.withdraw, name="itinerary-withdraw"),
    path(_("delete/"), itinerary_editor.delete, name="itinerary-delete"),
    path(_("steps/"), include(STAGES)),
]
HOST_SPACE: Urls = [
    path("", itinerary_editor.index, name="itinerary-index"),
    path(_("new/"), itinerary_editor.begin, name="itinerary-begin"),
    path("<public_id:public_id>/", include(COMPOSED)),
]
READERS: Urls = privileged(
    [
        path("", itinerary_reviews.index, name="itinerary-readings"),
        path("<public_id:public_id>/", itinerary_reviews.reading, name="itinerary-reading"),
        path(
            _("<public_id:public_id>/publish/"), itinerary_reviews.publish, name="itinerary-publish"
        ),
        path(
            _("<public_id:public_id>/send-back/"),
            itinerary_reviews.send_back,
            name="itinerary-send-back",
        ),
    ]
)
FILES: Urls = [
    path("gpx/", itinerary_files.gpx, name="itinerary-gpx"),
    path("geojson/", itinerary_files.geojson, name="itinerary-geojson"),
    path("jsonld/", itinerary_files.jsonld, name="itinerary-jsonld"),
]
PUBLIC: Urls = [
    path("", itineraries.index, name="itinerary-list"),
    path("feed.rss", itinerary_feeds.ItinerariesRss(), name="itinerary-rss"),
    path("feed.atom", itinerary_feeds.ItinerariesAtom(), name="itinerary-atom"),
    path(_("readings/"), include(READERS)),
    path("<public_id:public_id>/", itineraries.detail, name="itinerary-detail"),
    path(_("<public_id:public_id>/take/"), itineraries.take, name="itinerary-take"),
    path(_("<public_id:public_id>/files/"), include(FILES)),
]

urlpatterns: Urls = [
    path(_("hosting/itineraries/"), include(HOST_SPACE)),
    path(_("itineraries/"), include(PUBLIC)),
]
