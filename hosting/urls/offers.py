"""What anybody may read: communities, and the page of each offer."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from hosting.views.pages import communities, offers

OFFERS = [
    path("<public_id:public_id>/", offers.offer_detail, name="offer-detail"),
]
COMMUNITIES = [
    path("", communities.community_list, name="community-list"),
    path("<public_id:public_id>/", communities.community_detail, name="community-detail"),
]

urlpatterns = [
    path(_("offers/"), include(OFFERS)),
    path(_("communities/"), include(COMMUNITIES)),
]
