"""Recordings, which the block of a sound plays."""

from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.recordings.forms import RecordingForm
from cms.recordings.models import Recording


class RecordingViewSet(SnippetViewSet):
    model = Recording
    base_url_path = "snippets/cms/recording"
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


register_snippet(RecordingViewSet)
