"""Where things are reported, decided and appealed."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from commons.accounts.guards import privileged
from commons.moderation.views import cases, decisions, lifting, proactive, reports

app_name = "moderation"

coordination: list[URLPattern | URLResolver] = privileged(
    [
        path(_("coordination/reports/"), cases.index, name="case-list"),
        path(_("coordination/reports/<public_id:public_id>/"), cases.detail, name="case-detail"),
        path(_("coordination/reports/<public_id:public_id>/lift/"), lifting.lift, name="case-lift"),
        path(
            _("coordination/decide/<slug:kind>/<slug:public_id>/"), proactive.decide, name="decide"
        ),
    ]
)

urlpatterns = [
    path(_("report/<slug:kind>/<slug:public_id>/"), reports.report, name="report"),
    path(_("report/thanks/"), reports.thanks, name="report-thanks"),
    path(_("me/reports/"), reports.index, name="report-list"),
    path(_("me/reports/<public_id:public_id>/"), reports.detail, name="report-detail"),
    path(
        _("me/reports/<public_id:public_id>/appeal/"),
        reports.appeal_own,
        name="report-appeal",
    ),
    path(_("s/report/<str:token>/"), reports.status, name="report-status"),
    path(_("s/report/<str:token>/appeal/"), reports.appeal_status, name="report-status-appeal"),
    path(_("me/decisions/<public_id:public_id>/"), decisions.detail, name="decision-detail"),
    path(
        _("me/decisions/<public_id:public_id>/appeal/"),
        decisions.appeal_own,
        name="decision-appeal",
    ),
    path(_("s/decision/<str:token>/"), decisions.status, name="decision-status"),
    path(
        _("s/decision/<str:token>/appeal/"),
        decisions.appeal_status,
        name="decision-status-appeal",
    ),
    *coordination,
]
