"""Documents of a trip and of its steps."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from travel_stories.notebooks.views import documents

urlpatterns = [
    path(_("trips/<public_id:public_id>/documents/"), documents.index, name="document-list"),
    path(
        _("trips/<public_id:public_id>/steps/<str:step>/documents/"),
        documents.of_step,
        name="step-papers",
    ),
    path(
        _("trips/<public_id:public_id>/documents/<str:document>/"),
        documents.file,
        name="document-file",
    ),
    path(
        _("trips/<public_id:public_id>/documents/<str:document>/remove/"),
        documents.remove,
        name="document-remove",
    ),
]
