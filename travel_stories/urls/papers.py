"""The file of a class or of a works council."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from travel_stories.views import papers

urlpatterns = [
    path(_("trips/<public_id:public_id>/papers/"), papers.index, name="paper-room"),
    path(_("trips/<public_id:public_id>/papers/begin/"), papers.begin, name="paper-begin"),
    path(_("trips/<public_id:public_id>/papers/add/"), papers.add, name="paper-add"),
    path(_("trips/<public_id:public_id>/papers/subsidy/"), papers.subsidy, name="subsidy-change"),
    path(
        _("trips/<public_id:public_id>/papers/<str:item>/count/"), papers.count, name="paper-count"
    ),
]
