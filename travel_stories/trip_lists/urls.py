"""Addresses of lists, and of the papers that a class or a works council needs."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from travel_stories.trip_lists.views import lists, required_documents

urlpatterns = [
    path(_("trips/<public_id:public_id>/lists/"), lists.index, name="list-room"),
    path(_("trips/<public_id:public_id>/lists/begin/"), lists.begin, name="list-begin"),
    path(_("trips/<public_id:public_id>/lists/start/"), lists.start, name="list-start"),
    path(
        _("trips/<public_id:public_id>/lists/items/<str:item>/"),
        lists.change_item,
        name="item-change",
    ),
    path(
        _("trips/<public_id:public_id>/lists/items/<str:item>/remove/"),
        lists.remove_item,
        name="item-remove",
    ),
    path(
        _("trips/<public_id:public_id>/lists/items/<str:item>/tick/"), lists.tick, name="item-tick"
    ),
    path(
        _("trips/<public_id:public_id>/lists/items/<str:item>/claim/"),
        lists.claim,
        name="item-claim",
    ),
    path(_("trips/<public_id:public_id>/lists/<str:checklist>/"), lists.change, name="list-change"),
    path(_("trips/<public_id:public_id>/lists/<str:checklist>/add/"), lists.add, name="item-add"),
    path(
        _("trips/<public_id:public_id>/lists/<str:checklist>/remove/"),
        lists.remove,
        name="list-remove",
    ),
    path(_("trips/<public_id:public_id>/papers/"), required_documents.index, name="paper-room"),
    path(
        _("trips/<public_id:public_id>/papers/begin/"), required_documents.begin, name="paper-begin"
    ),
    path(_("trips/<public_id:public_id>/papers/add/"), required_documents.add, name="paper-add"),
    path(
        _("trips/<public_id:public_id>/papers/subsidy/"),
        required_documents.subsidy,
        name="subsidy-change",
    ),
    path(
        _("trips/<public_id:public_id>/papers/<str:item>/count/"),
        required_documents.count,
        name="paper-count",
    ),
]
