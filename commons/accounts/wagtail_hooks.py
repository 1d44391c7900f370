"""Two reports for whoever runs the site: who did what, and what could not be delivered."""

from typing import Any, ClassVar

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from commons.accounts.actions import outbox
from commons.accounts.models import AuditEntry, OutboxEntry, User

SEE_AUDIT = "accounts.view_auditentry"
SEE_OUTBOX = "accounts.view_outboxentry"


class Report(ReportView):
    """Read only, and only for those who have `permission`."""

    permission = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer


class AuditReport(Report):
    permission = SEE_AUDIT
    model = AuditEntry
    page_title = _("Who did what")
    header_icon = "history"
    index_url_name = "accounts_audit"
    index_results_url_name = "accounts_audit_results"
    is_searchable = False
    columns: ClassVar = [
        DateColumn("at", label=_("When")),
        Column("actor", label=_("Who"), accessor=lambda entry: entry.actor or _("the system")),
        Column("verb", label=_("What")),
        Column("subject_type", label=_("About")),
        Column("subject_id", label=_("Number")),
        Column("data", label=_("Details")),
    ]
    list_export: ClassVar = ["at", "actor", "verb", "subject_type", "subject_id", "data"]

    def get_queryset(self) -> QuerySet[AuditEntry]:
        return AuditEntry.objects.select_related("actor", "subject_type").order_by("-pk")


class ReviveColumn(Column):
    """One press tries again from the beginning."""

    cell_template_name = "accounts/admin/revive_cell.html"

    def get_cell_context_data(self, instance: OutboxEntry, parent_context: Any) -> Any:
        context = super().get_cell_context_data(instance, parent_context)
        context["csrf_token"] = parent_context.get("csrf_token")
        return context


class OutboxReport(Report):
    permission = SEE_OUTBOX
    model = OutboxEntry
    page_title = _("What could not be delivered")
    header_icon = "mail"
    index_url_name = "accounts_outbox"
    index_results_url_name = "accounts_outbox_results"
    is_searchable = False
    columns: ClassVar = [
        Column("job", label=_("Job")),
        Column("arguments", label=_("What it is about")),
        DateColumn("posted_at", label=_("Promised")),
        Column("attempts", label=_("Tries")),
        Column("last_error", label=_("What went wrong")),
        DateColumn("dead_at", label=_("Given up")),
        ReviveColumn("pk", label=_("Try again")),
    ]
    list_export: ClassVar = ["job", "arguments", "posted_at", "attempts", "last_error", "dead_at"]

    def get_queryset(self) -> QuerySet[OutboxEntry]:
        """Given up first, then what failed and is still tried."""
        return OutboxEntry.objects.filter(attempts__gt=0).order_by("-dead_at", "due_at")


@require_admin_access
@require_POST
def revive(request: HttpRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(OutboxEntry, pk=pk)
    outbox.revive(entry=entry, by=User.objects.get(pk=request.user.pk))
    messages.success(request, gettext("It is tried again from the beginning."))
    return redirect("accounts_outbox")


class ReportMenuItem(MenuItem):
    """Shown to whoever may open it."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(self.permission))


@hooks.register("register_reports_menu_item")
def show_audit() -> ReportMenuItem:
    url = reverse("accounts_audit")
    return ReportMenuItem(
        AuditReport.page_title, url, name="audit", icon_name="history", permission=SEE_AUDIT
    )


@hooks.register("register_reports_menu_item")
def show_outbox() -> ReportMenuItem:
    url = reverse("accounts_outbox")
    return ReportMenuItem(
        OutboxReport.page_title, url, name="outbox", icon_name="mail", permission=SEE_OUTBOX
    )


@hooks.register("register_admin_urls")
def register_reports() -> list[URLPattern]:
    return [
        path("reports/audit/", AuditReport.as_view(), name="accounts_audit"),
        path(
            "reports/audit/results/",
            AuditReport.as_view(results_only=True),
            name="accounts_audit_results",
        ),
        path("reports/outbox/", OutboxReport.as_view(), name="accounts_outbox"),
        path(
            "reports/outbox/results/",
            OutboxReport.as_view(results_only=True),
            name="accounts_outbox_results",
        ),
        path("reports/outbox/<int:pk>/again/", revive, name="accounts_outbox_revive"),
    ]


@hooks.register("before_bulk_action")
def one_person_at_a_time(
    request: HttpRequest, action_type: str, objects: list[object], action: object
) -> None:
    """Rights are given on the page of one person, where they are recorded."""
    if any(isinstance(one, User) for one in objects):
        raise PermissionDenied(action_type)


@hooks.register("register_permissions")
def offer_permissions() -> QuerySet[Permission]:
    """So that a group of the admin can be given the reports."""
    return Permission.objects.filter(
        content_type__app_label="accounts", codename__in=["view_auditentry", "view_outboxentry"]
    )
