"""Refusals about lists."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class TooManyListsError(DomainError):
    message = _("A trip can have up to %(most)s lists. Remove one before you add another.")


class TooManyItemsError(DomainError):
    message = _("A list can have up to %(most)s items. Remove one before you add another.")


class ListGoneError(DomainError):
    message = _("The list this item belongs to has been removed. Restore the list first.")


class StrangerInListError(DomainError):
    message = _("Someone you chose is no longer part of this trip. Choose someone else.")


class TooManyReceivedError(DomainError):
    message = _(
        "The number received is higher than the number of documents "
        "needed. Open the document and increase the number needed first."
    )
