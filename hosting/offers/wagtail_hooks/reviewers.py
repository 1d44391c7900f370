"""What a reader sees of the admin: the offers that wait, and nothing else.

Wagtail lets everybody inside list photographs, unpublished pages and who changed what.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from commons.accounts.permissions import Visitor

ADMIN_ACCESS: Final = "wagtailadmin.access_admin"
REVIEW_VIEWS: Final = (
    "edit",
    "preview_on_edit",
    "workflow_preview",
    "workflow_action",
    "collect_workflow_action_data",
)
REVIEWER_URL_NAMES: Final = frozenset(
    {
        "wagtailadmin_home",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_dismissibles",
        "wagtailadmin_logout",
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
        *(
            f"wagtailsnippets_offers_{kind}:{name}"
            for kind in ("stay", "workspace", "activity", "product", "tip")
            for name in REVIEW_VIEWS
        ),
    }
)


def is_review_only(person: Visitor) -> bool:
    """Holds the permission to enter the admin, and none that opens something in it."""
    elsewhere = set(settings.HOSTING_RIGHTS_ELSEWHERE)
    return person.is_authenticated and person.get_all_permissions() - elsewhere == {ADMIN_ACCESS}


@hooks.register("construct_main_menu")
def hide_closed_menu_items(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """What leads out of the admin stays: whoever sees it may go there."""
    if is_review_only(request.user):
        inside = reverse("wagtailadmin_home")
        menu_items[:] = [one for one in menu_items if not str(one.url).startswith(inside)]
