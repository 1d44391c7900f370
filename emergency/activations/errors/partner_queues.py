"""What stands in the way of naming a partner."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class PartnerKnownError(DomainError):
    message = _("This partner is already on the list. Enter another name.")
