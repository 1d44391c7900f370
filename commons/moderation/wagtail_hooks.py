"""Cases in the Wagtail admin: to look at, and to decide by the same action as on the site."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSet

from commons.accounts.models import User
from commons.moderation.actions.decisions import measures_for
from commons.moderation.forms import VerdictForm
from commons.moderation.models import Case
from commons.moderation.presenters.cases import case_summary
from commons.moderation.selectors import A_PAGE


class CasePolicy(ModelPermissionPolicy):
    """Lists and details, for those with the right; cases change by decisions only."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action == "view" and bool(super().user_has_permission(user, action))

    def users_with_any_permission(self, actions: Any) -> QuerySet[User]:
        found: QuerySet[User] = super().users_with_any_permission(set(actions) & {"view"})
        return found


register_permission_policy(Case, CasePolicy(Case))


class CaseIndexView(IndexView):
    """Never one's own."""

    def get_base_queryset(self) -> QuerySet[Case]:
        cases: QuerySet[Case] = Case.objects.readable_by(self.request.user)
        return cases.order_by("-is_urgent", "-pk")


class CaseView(InspectView):
    """Everything that was reported, and the form of a decision."""

    template_name = "moderation/admin/case.html"

    def get_object(self, queryset: QuerySet[Case] | None = None) -> Case:
        cases: QuerySet[Case] = Case.objects.readable_by(self.request.user)
        return get_object_or_404(cases, pk=unquote(str(self.pk)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        summary = case_summary(self.object)
        form = VerdictForm(
            measures=measures_for(self.object, self.request.user),
            initial={"seen": len(summary.decisions)},
        )
        return context | {"summary": summary, "form": form}


class CaseViewSet(SnippetViewSet):
    model = Case
    icon = "warning"
    menu_label = _("Reported content")
    menu_order = 170
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = CaseIndexView
    inspect_view_class = CaseView
    list_display = ("title", "kind", "state", "effect", "is_urgent", "opened_at")
    list_filter = ("state", "kind", "effect", "is_urgent")
    search_fields = ("title",)


register_snippet(CaseViewSet)


class WaitingCases(Component):
    """On the first page of the admin."""

    order = 45
    template_name = "moderation/admin/waiting.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        person = parent_context["request"].user
        waiting = Case.objects.readable_by(person).waiting().order_by("-is_urgent", "pk")
        return {"cases": waiting[:A_PAGE], "url": reverse("moderation:case-list")}


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Component]) -> None:
    if Case.objects.readable_by(request.user).waiting().exists():
        panels.append(WaitingCases())


@hooks.register("register_permissions")
def register_permission() -> QuerySet[Permission]:
    """Rights that can be given to a group."""
    return Permission.objects.filter(
        content_type__app_label__in=("moderation", "accounts"),
        codename__in=("decide_any_case", "moderate_people"),
    )
