"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commons.notifications.categories import NotificationCategory, map_templates, register_category
from commons.notifications.selectors import register_subjects
from commons.privacy.actions.desk_emails import DESK_CONSENTS
from commons.privacy.actions.erasures import PERSON, erase_person
from commons.privacy.archive_parts import AccountPart
from commons.privacy.models import DataArchive, InactivityWarning
from commons.privacy.registries.archive_imports import import_parts
from commons.privacy.registries.consents import register_consents
from commons.privacy.registries.erasures import register_eraser

register_category(
    NotificationCategory(
        code="my_data",
        place=96,
        title=_("Your data"),
        text=_("Your data archive is ready, or your account is about to be closed."),
        mandatory_reason=_("These emails are about all of your data."),
    )
)
map_templates("privacy", "my_data", "archive_ready", "account_closes")
register_subjects(
    DataArchive.objects.select_related("person"),
    InactivityWarning.objects.select_related("person"),
)
register_consents(DESK_CONSENTS)
register_eraser(PERSON, erase_person)
import_parts.register("account", AccountPart())
