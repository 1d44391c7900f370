"""What stands in the way of a text message."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NoGatewayError(DomainError):
    message = _("No gateway for text messages is connected to this site yet.")


class NumberRefusedError(DomainError):
    message = _("The gateway doesn’t send to this number.")


class NobodyToTextError(DomainError):
    message = _("They left no telephone, or asked to be forgotten.")
