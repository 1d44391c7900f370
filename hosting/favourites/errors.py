"""What is refused to those who keep offers."""

from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class TooManyListsError(DomainError):
    """Somebody has as many lists as anybody may."""

    message = ngettext_lazy(
        "You’ve reached the limit of %(most)s list. Delete one to create another.",
        "You’ve reached the limit of %(most)s lists. Delete one to create another.",
        "most",
    )


class ListFullError(DomainError):
    """A list holds as many offers as it may."""

    message = ngettext_lazy(
        "This list is full: it can hold %(most)s offer. Create another list, or remove an offer.",
        "This list is full: it can hold %(most)s offers. Create another list, or remove an offer.",
        "most",
    )
