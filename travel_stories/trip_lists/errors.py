"""Refusals about lists."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class TooManyListsError(DomainError):
    message = _("A trip has at most %(most)s lists.")


class TooManyItemsError(DomainError):
    message = _("A list has at most %(most)s entries.")


class ListGoneError(DomainError):
    message = _("The list of this entry was taken out. Bring the list back first.")


class StrangerInListError(DomainError):
    message = _("Somebody you chose is no longer part of this trip.")


class TooManyReceivedError(DomainError):
    message = _("More are here than were expected: raise the number expected first.")
