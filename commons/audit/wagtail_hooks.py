"""The audit log as a report of the admin, and what reports of other apps share with it."""

from typing import Any, ClassVar

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from commons.audit.models import AuditEntry, SecurityEvent

SEE_AUDIT = "audit.view_auditentry"
SEE_SECURITY = "audit.view_securityevent"


class Report(ReportView):
    """Read only, and only for those who have `permission`."""

    permission = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer


def report_urls(name: str, report: type[Report]) -> list[URLPattern]:
    """The page of a report, and the part of it that a search or a page number changes."""
    return [
        path(f"reports/{name}/", report.as_view(), name=report.index_url_name),
        path(
            f"reports/{name}/results/",
            report.as_view(results_only=True),
            name=report.index_results_url_name,
        ),
    ]


class AuditReport(Report):
    permission = SEE_AUDIT
    model = AuditEntry
    page_title = _("Audit log")
    header_icon = "history"
    index_url_name = "audit_report"
    index_results_url_name = "audit_report_results"
    is_searchable = False
    columns: ClassVar = [
        DateColumn("at", label=_("When")),
        Column("actor", label=_("Who"), accessor=lambda entry: entry.actor or _("the system")),
        Column("verb", label=_("Action")),
        Column("subject_type", label=_("Subject")),
        Column("subject_id", label=_("ID")),
        Column("data", label=_("Details")),
    ]
    list_export: ClassVar = ["at", "actor", "verb", "subject_type", "subject_id", "data"]

    def get_queryset(self) -> QuerySet[AuditEntry]:
        return AuditEntry.objects.select_related("actor", "subject_type").order_by("-pk")


class SecurityReport(Report):
    permission = SEE_SECURITY
    model = SecurityEvent
    page_title = _("Security log")
    header_icon = "lock"
    index_url_name = "security_report"
    index_results_url_name = "security_report_results"
    is_searchable = False
    columns: ClassVar = [
        DateColumn("at", label=_("When")),
        Column("kind", label=_("Event"), accessor=lambda event: event.get_kind_display()),
        Column("person", label=_("Account")),
        Column("network", label=_("Network")),
        Column("data", label=_("Details")),
    ]
    list_export: ClassVar = ["at", "kind", "person", "network", "data"]

    def get_queryset(self) -> QuerySet[SecurityEvent]:
        return SecurityEvent.objects.select_related("person").order_by("-pk")


class ReportMenuItem(MenuItem):
    """Shown to whoever may open it."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(self.permission))


@hooks.register("register_reports_menu_item")
def show_audit() -> ReportMenuItem:
    url = reverse("audit_report")
    return ReportMenuItem(
        AuditReport.page_title, url, name="audit", icon_name="history", permission=SEE_AUDIT
    )


@hooks.register("register_reports_menu_item")
def show_security_events() -> ReportMenuItem:
    return ReportMenuItem(
        SecurityReport.page_title,
        reverse("security_report"),
        name="security",
        icon_name="lock",
        permission=SEE_SECURITY,
    )


@hooks.register("register_admin_urls")
def register_report() -> list[URLPattern]:
    return [*report_urls("audit", AuditReport), *report_urls("security", SecurityReport)]


@hooks.register("register_permissions")
def offer_permission() -> QuerySet[Permission]:
    """So that a group of the admin can be given the reports."""
    codenames = ("view_auditentry", "view_securityevent")
    return Permission.objects.filter(content_type__app_label="audit", codename__in=codenames)
