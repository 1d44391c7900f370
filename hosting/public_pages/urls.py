"""What anybody may read and follow: communities, and the page of each offer."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from hosting.public_pages.views import becoming_host, communities, feeds, notes, offers

OFFERS = [
    path("feed.rss", feeds.OffersRss(), name="offer-rss"),
    path("feed.atom", feeds.OffersAtom(), name="offer-atom"),
    path("<public_id:public_id>/sessions.ics", feeds.sessions_of_offer, name="offer-dates"),
    path(_("<public_id:public_id>/words/"), notes.of_offer, name="offer-notes"),
    path("<public_id:public_id>/", offers.offer_detail, name="offer-detail"),
]
COMMUNITIES = [
    path("", communities.community_list, name="community-list"),
    path("map.geojson", communities.community_map, name="community-map"),
    path("feed.rss", feeds.CommunitiesRss(), name="community-rss"),
    path("feed.atom", feeds.CommunitiesAtom(), name="community-atom"),
    path("<public_id:public_id>/feed.rss", feeds.OffersRss(), name="community-offers-rss"),
    path("<public_id:public_id>/feed.atom", feeds.OffersAtom(), name="community-offers-atom"),
    path("<public_id:public_id>/sessions.ics", feeds.sessions_of_community, name="community-dates"),
    path(_("<public_id:public_id>/words/"), notes.of_community, name="community-notes"),
    path("<public_id:public_id>/", communities.community_detail, name="community-detail"),
]

urlpatterns = [
    path(_("host-with-us/"), becoming_host.become_host, name="become-host"),
    path(_("offers/"), include(OFFERS)),
    path(_("communities/"), include(COMMUNITIES)),
]
