"""What stands in the way of a submission."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class IntakeClosedError(DomainError):
    message = _(
        "This emergency is ending or over, so it no longer accepts requests "
        "or offers. If you need help, call us."
    )
