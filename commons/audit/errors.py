"""What the audit log refuses."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class WrittenOnceError(DomainError):
    message = _("What was recorded stays as it is.")
