"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commons.accounts.panels import register_on_desk, register_on_person
from commons.moderation.actions.moderation_adapter import PERSON
from commons.moderation.models import Case, Decision, Report
from commons.moderation.panels import case_panels, person_panels, waiting_cases
from commons.moderation.reportable_types import DECIDER_ROLES, register_reportable_type
from commons.notifications.categories import NotificationCategory, map_templates, register_category
from commons.notifications.selectors import register_subjects

register_category(
    NotificationCategory(
        code="reports",
        place=95,
        title=_("Reports and decisions"),
        text=_("Decisions about what you’ve published or reported, and reports for you to review."),
        mandatory_reason=_(
            "You have a right to know the reasons, and there’s a deadline for appeals."
        ),
    )
)
map_templates(
    "moderation",
    "reports",
    *("statement", "report_decided", "case_waits", "case_appealed"),
)
register_reportable_type(PERSON)
register_on_desk(case_panels, waits=waiting_cases, only_for=DECIDER_ROLES)
register_on_person(person_panels)
register_subjects(
    Case.objects.all(),
    Decision.objects.select_related("case"),
    Report.objects.select_related("case"),
)
