"""What stands in the way of a submission."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class IntakeClosedError(DomainError):
    message = _("This emergency takes no new requests and offers any more.")
