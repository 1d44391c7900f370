"""What could not be delivered, as a report of the admin; one press tries again."""

from typing import Any, ClassVar

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
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
from wagtail.admin.ui.tables import Column, DateColumn

from commons.audit.wagtail_hooks import Report, ReportMenuItem, report_urls
from commons.outbox import actions as outbox
from commons.outbox.models import OutboxEntry

SEE_OUTBOX = "outbox.view_outboxentry"


class ReviveColumn(Column):
    """One press tries again from the beginning."""

    cell_template_name = "outbox/admin/revive_cell.html"

    def get_cell_context_data(self, instance: OutboxEntry, parent_context: Any) -> Any:
        context = super().get_cell_context_data(instance, parent_context)
        context["csrf_token"] = parent_context.get("csrf_token")
        return context


class OutboxReport(Report):
    permission = SEE_OUTBOX
    model = OutboxEntry
    page_title = _("Failed jobs")
    header_icon = "mail"
    index_url_name = "outbox_report"
    index_results_url_name = "outbox_report_results"
    is_searchable = False
    columns: ClassVar = [
        Column("job", label=_("Job")),
        Column("arguments", label=_("Arguments")),
        DateColumn("posted_at", label=_("Queued on")),
        Column("attempts", label=_("Attempts")),
        Column("last_error", label=_("Last error")),
        DateColumn("dead_at", label=_("Abandoned on")),
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
    outbox.retry(entry=entry, by=get_user_model().objects.get(pk=request.user.pk))
    messages.success(request, gettext("The job will be tried again from the start."))
    return redirect("outbox_report")


@hooks.register("register_reports_menu_item")
def show_outbox() -> ReportMenuItem:
    url = reverse("outbox_report")
    return ReportMenuItem(
        OutboxReport.page_title, url, name="outbox", icon_name="mail", permission=SEE_OUTBOX
    )


@hooks.register("register_admin_urls")
def register_report() -> list[URLPattern]:
    again = path("reports/outbox/<int:pk>/again/", revive, name="outbox_report_revive")
    return [*report_urls("outbox", OutboxReport), again]


@hooks.register("register_permissions")
def offer_permission() -> QuerySet[Permission]:
    """So that a group of the admin can be given the report."""
    return Permission.objects.filter(content_type__app_label="outbox", codename="view_outboxentry")
