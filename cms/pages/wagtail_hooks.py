"""Pages in their editor: what a decision hides stays hidden, and who only writes hands in."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.action_menu import (
    ActionMenuItem,
    SubmitForModerationMenuItem,
    WorkflowMenuItem,
)
from wagtail.models import Page
from wagtail_localize.wagtail_hooks import ConvertToAliasPageActionMenuItem

from cms.pages.actions.moderation_adapter import is_hidden

DECISIONS: Final = ("approve", "reject")  # of whoever reads a page, in the order of the menu


@hooks.register("insert_global_admin_css")
def style_admin() -> SafeString:
    """The colours and the type of the site."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("before_publish_page")
def say_that_it_is_hidden(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The draft is saved by now."""
    if not is_hidden(page):
        return None
    words = _(
        "This page is hidden by a moderation decision. Your draft is "
        "saved. You can appeal, or ask the person who made the decision "
        "to explain it."
    )
    messages.error(request, words)
    return redirect("wagtailadmin_pages:edit", page.pk)


class HandIn(SubmitForModerationMenuItem):
    """A workflow has one name in the database; its button speaks the language of its reader."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"label": _("Submit for review")}


@hooks.register("construct_page_action_menu")
def as_far_as_rights_go(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Wagtail Localize offers everybody to put the original in place of a translation."""
    menu_items[:] = [
        HandIn(order=item.order) if type(item) is SubmitForModerationMenuItem else item
        for item in menu_items
        if not isinstance(item, ConvertToAliasPageActionMenuItem)
        or context["user_page_permissions_tester"].can_publish()
    ]


@hooks.register("construct_page_action_menu", order=200)
def order_by_state(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """What waits for this reader comes first, with *Approve*: the first item is the button itself.

    Publishing past the review and taking a page off the site come last.
    """
    menu_items.sort(key=_rank)


def _rank(item: ActionMenuItem) -> int:
    """Stable: what has the same rank stays in Wagtail's order."""
    if isinstance(item, WorkflowMenuItem):
        return DECISIONS.index(item.name) if item.name in DECISIONS else len(DECISIONS)
    last = {"action-publish": 20, "action-cancel-workflow": 30, "action-unpublish": 40}
    return last.get(item.name or "", 10)
