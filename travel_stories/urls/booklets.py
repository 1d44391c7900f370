"""Notebooks and stories as PDF."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from travel_stories.notebooks.views import booklets

urlpatterns = [
    path(
        _("trips/<public_id:public_id>/luggage/notebook/pdf/"),
        booklets.notebook,
        name="notebook-pdf",
    ),
    path(
        _("trips/<public_id:public_id>/luggage/notebook.pdf"),
        booklets.notebook_file,
        name="notebook-pdf-file",
    ),
    path(_("stories/<public_id:public_id>/pdf/"), booklets.story, name="story-pdf"),
    path(_("stories/<public_id:public_id>/story.pdf"), booklets.story_file, name="story-pdf-file"),
]
