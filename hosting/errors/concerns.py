"""Why something can't be told in confidence."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class TooManyConcernsError(DomainError):
    message = _("You have told us %(most)s times about this. They are being read: please wait.")


class AlreadySettledError(DomainError):
    message = _("Somebody else has said in the meantime what was done.")
