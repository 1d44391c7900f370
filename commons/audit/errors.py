"""What the audit log refuses."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class WrittenOnceError(DomainError):
    message = _("Log entries can’t be changed.")
