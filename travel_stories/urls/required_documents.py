"""The file of a class or of a works council."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from travel_stories.trip_lists.views import required_documents

urlpatterns = [
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
