"""Addresses of requests to hosts, and of what is added to a trip from elsewhere."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from travel_stories.trip_requests.views import additions, favourites, introductions, requests

urlpatterns = [
    path(_("trips/<public_id:public_id>/requests/"), requests.index, name="request-list"),
    path(
        _("trips/<public_id:public_id>/requests/together/"),
        requests.together,
        name="request-together",
    ),
    path(
        _("trips/<public_id:public_id>/requests/introduction/"),
        introductions.save,
        name="introduction-save",
    ),
    path(
        _("trips/<public_id:public_id>/requests/introduction/withdraw/"),
        introductions.withdraw,
        name="introduction-withdraw",
    ),
    path(_("trips/<public_id:public_id>/steps/<str:step>/ask/"), requests.ask, name="step-ask"),
    path(
        _("trips/<public_id:public_id>/steps/<str:step>/attach/<str:asked>/"),
        requests.attach,
        name="step-attach",
    ),
    path(
        _("trips/<public_id:public_id>/steps/<str:step>/agreed-dates/"),
        requests.restore_dates,
        name="step-restore-dates",
    ),
    path(
        _("trips/<public_id:public_id>/steps/<str:step>/doors/"),
        requests.alternatives,
        name="step-alternatives",
    ),
    path(
        _("trips/<public_id:public_id>/steps/<str:step>/doors/<str:offer>/"),
        requests.put,
        name="step-put-offer",
    ),
    path(_("trips/add/"), additions.add, name="trip-add"),
    path(_("trips/add/<public_id:public_id>/"), favourites.add_list, name="trip-add-list"),
]
