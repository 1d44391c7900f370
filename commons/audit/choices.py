"""Closed lists of the logs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SecurityEventKind(TextChoices):
    """What the security log notes."""

    LOG_IN = "log_in", _("logged in")
    LOG_IN_FAILED = "log_in_failed", _("log-in failed")
    PASSWORD_CHANGED = "password_changed", _("password changed")
    RIGHTS_CHANGED = "rights_changed", _("rights changed")
    DATA_EXPORTED = "data_exported", _("personal data downloaded")
