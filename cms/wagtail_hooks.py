"""What editors keep beside their pages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.actions.reportable import is_hidden
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


register_snippet(RecordingViewSet)


@hooks.register("before_publish_page")
def say_that_it_is_hidden(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The draft is saved by now."""
    if not is_hidden(page):
        return None
    words = _("This page is hidden by a decision. Your draft is saved; appeal, or ask who decided.")
    messages.error(request, words)
    return redirect("wagtailadmin_pages:edit", page.pk)
