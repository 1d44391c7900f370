"""What stands in the way of forgetting."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class KeptYetError(DomainError):
    message = _("It is kept until %(day)s, so that whoever has a question gets an answer.")


class StillNeededError(DomainError):
    message = _(
        "Somebody still looks for a roof, lends one or lives in it. Take it back first; "
        "after that everything can be forgotten at once."
    )
