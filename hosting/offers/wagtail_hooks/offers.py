"""Offers in the admin: to look at, and to read while they wait for their reader."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.csp import CSP, build_policy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import ObjectList
from wagtail.permissions import register_permission_policy
from wagtail.snippets.action_menu import ActionMenuItem, WorkflowMenuItem
from wagtail.snippets.views.snippets import EditView, HistoryView, PreviewOnEditView, SnippetViewSet

from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay
from hosting.offers.models.workspaces import Workspace
from hosting.offers.wagtail_hooks.panels import DraftPanel
from hosting.offers.wagtail_hooks.review_policy import ReviewPolicy

for kind in (Offer, Stay, Workspace, Activity, Product, Tip):
    register_permission_policy(kind, ReviewPolicy(kind), exact_class=True)


class ReviewView(EditView):
    """Wagtail's editor, in which a reader answers and writes nothing."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False

    def get_available_actions(self) -> list[str]:
        return [action for action in super().get_available_actions() if action == "workflow-action"]

    def is_valid(self, form: ModelForm[Offer]) -> bool:
        """An answer is about the draft that stood on the page."""
        if self.is_out_of_date:
            self.produced_error_code = "invalid_revision"
            self.produced_error_message = _(
                "The host has changed this offer. Read it again before you decide."
            )
            return False
        return bool(super().is_valid(form))

    def get_success_url(self) -> str:
        """Back to what else waits: the list of offers may be closed to this reader."""
        return reverse("wagtailadmin_home")

    def save_instance(self) -> Offer:
        """Nothing can have changed."""
        self.new_revision = self.object.latest_revision
        offer: Offer = self.object
        return offer


class DraftPreview(PreviewOnEditView):
    """Wagtail asks for the model and then for the offer; a reader may open the offer alone."""

    def user_has_permission(self, permission: str) -> bool:
        """`get_object` has asked for this very offer."""
        return bool(permission == self.permission_required)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A page with the words of a host runs no script inside it, here as outside."""
        response: HttpResponse = super().get(request, *args, **kwargs)
        response.headers[str(CSP.HEADER_ENFORCE)] = build_policy(settings.SECURE_CSP)
        return response


class WholeHistoryView(HistoryView):
    any_permission_required = ("view",)


class OfferViewSet(SnippetViewSet):
    """What every kind shares."""

    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ("title", "host", "community", "words", "live", "state", "created_at")
    edit_view_class = ReviewView
    history_view_class = WholeHistoryView
    preview_on_edit_view_class = DraftPreview
    edit_handler = ObjectList([DraftPanel()])
    list_display = ("title", "host", "community", "status_string", "updated_at")
    list_filter = ("community", "state", "live")
    search_fields = ("title", "words")
    list_per_page = 50


class StayViewSet(OfferViewSet):
    model = Stay
    base_url_path = "snippets/hosting/stay"
    icon = "home"


class WorkspaceViewSet(OfferViewSet):
    model = Workspace
    base_url_path = "snippets/hosting/workspace"
    icon = "desktop"


class ActivityViewSet(OfferViewSet):
    model = Activity
    base_url_path = "snippets/hosting/activity"
    icon = "date"


class ProductViewSet(OfferViewSet):
    model = Product
    base_url_path = "snippets/hosting/product"
    icon = "tag"


class TipViewSet(OfferViewSet):
    model = Tip
    base_url_path = "snippets/hosting/tip"
    icon = "help"


@hooks.register("construct_snippet_action_menu")
def keep_workflow_actions(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Nothing to save, cancel or submit beside an offer: publish it, or ask for a change."""
    if issubclass(context["model"], Offer):
        menu_items[:] = [item for item in menu_items if isinstance(item, WorkflowMenuItem)]
