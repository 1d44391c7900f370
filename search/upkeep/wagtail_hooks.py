"""A report for whoever runs the site: does the search answer, and how far is it behind?"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.auth import permission_required, require_admin_access
from wagtail.admin.menu import MenuItem

from search.upkeep.selectors import lag_of_index
from search.upkeep.tasks import sweep_index

SEE_INDEX = "search_index.view_indexstate"
TITLE = _("Search status")


@require_admin_access
@permission_required(SEE_INDEX)
@require_safe
def index_report(request: HttpRequest) -> HttpResponse:
    context = {"page_title": TITLE, "header_icon": "search", "lag": lag_of_index()}
    return TemplateResponse(request, "search_upkeep/admin/index_report.html", context)


@require_admin_access
@permission_required(SEE_INDEX)
@require_POST
def compare(request: HttpRequest) -> HttpResponse:
    """Not in the request: a large index takes minutes."""
    sweep_index.delay()
    messages.success(request, gettext("The index is being compared with the database."))
    return redirect("search_index")


class IndexMenuItem(MenuItem):
    """Shown to whoever may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(SEE_INDEX))


@hooks.register("register_reports_menu_item")
def show_index(*args: Any) -> IndexMenuItem:
    return IndexMenuItem(TITLE, reverse("search_index"), name="search-index", icon_name="search")


@hooks.register("register_admin_urls")
def register_index_report() -> list[URLPattern]:
    return [
        path("reports/search/", index_report, name="search_index"),
        path("reports/search/compare/", compare, name="search_index_compare"),
    ]


@hooks.register("register_permissions")
def register_permission() -> QuerySet[Permission]:
    """A right that can be given to a group of the admin."""
    return Permission.objects.filter(
        content_type__app_label="search_index", codename="view_indexstate"
    )
