"""Recordings, which the block of a sound plays."""

from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.forms import RecordingForm
from cms.models import Recording


class RecordingViewSet(SnippetViewSet):
    model = Recording
    icon = "media"
    add_to_admin_menu = True
    menu_order = 350
    copy_view_enabled = False
    list_display = ("title", "language", "made_at")
    search_fields = ("title", "transcript")
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("language"),
            FieldPanel("file"),
            FieldPanel("transcript"),
        ],
        base_form_class=RecordingForm,
    )
