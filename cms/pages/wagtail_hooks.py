"""Pages in their editor: what a decision hides stays hidden, and who only writes hands in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem
from wagtail.models import Page
from wagtail_localize.wagtail_hooks import ConvertToAliasPageActionMenuItem

from cms.pages.actions.moderation_adapter import is_hidden


@hooks.register("before_publish_page")
def say_that_it_is_hidden(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The draft is saved by now."""
    if not is_hidden(page):
        return None
    words = _("This page is hidden by a decision. Your draft is saved; appeal, or ask who decided.")
    messages.error(request, words)
    return redirect("wagtailadmin_pages:edit", page.pk)


class HandIn(SubmitForModerationMenuItem):
    """A workflow has one name in the database; its button speaks the language of its reader."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"label": _("Hand in to be read")}


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
