"""What stands in the way of a report on safety."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class HasItAlreadyError(DomainError):
    message = _("%(who)s has it already.")


class NotYoursError(DomainError):
    message = _("Take it first: then the others know that you have it.")


class TooManyReportsError(DomainError):
    message = _("We have several reports from you today. Please call us: somebody answers.")


class NobodyThereError(DomainError):
    message = _("It names nobody with whom that could be done.")
