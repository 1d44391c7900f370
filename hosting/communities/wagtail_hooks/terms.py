"""The lists of words that the co-operative edits: causes, interests and needs."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from hosting.communities.models.terms import Cause, Interest, Need


class TermViewSet(SnippetViewSet):
    """A word in both languages, and where it stands in its list."""

    list_display = ("name_fr", "name_en", "slug", "sort_order")
    ordering = ("sort_order", "slug")
    copy_view_enabled = False
    panels = (
        FieldRowPanel((FieldPanel("name_fr"), FieldPanel("name_en"))),
        FieldPanel("slug"),
        FieldPanel("icon", help_text=_("Name of an icon from our set. Leave empty for none.")),
        FieldPanel("sort_order"),
    )


class CauseViewSet(TermViewSet):
    model = Cause
    base_url_path = "snippets/hosting/cause"
    icon = "pick"


class InterestViewSet(TermViewSet):
    model = Interest
    base_url_path = "snippets/hosting/interest"
    icon = "view"


class NeedViewSet(TermViewSet):
    model = Need
    base_url_path = "snippets/hosting/need"
    icon = "key"
