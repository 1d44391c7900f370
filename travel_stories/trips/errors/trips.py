"""Refusals about trips and the people in them."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class TripOverError(DomainError):
    message = _("This trip is over or cancelled. It can be read, and no longer changed.")


class TripLengthError(DomainError):
    message = _("A trip has at least one day and at most %(most)s.")


class DaysTakenError(DomainError):
    message = _("There are steps on the days after day %(days)s. Move them first.")


class LastOrganiserError(DomainError):
    message = _("Somebody has to organise. Name another organiser first.")


class LinkGoneError(DomainError):
    message = _("This link is no longer good. Ask whoever sent it for a new one.")


class NameTakenError(DomainError):
    """Facts: `name` of the seat that is like it."""

    message = _(
        "%(name)s is already part of this trip. If this is you, open your personal link, or ask an "
        "organiser for it."
    )


class TripFullError(DomainError):
    message = _("A trip has at most %(most)s members.")


class RoleNotForThisTripError(DomainError):
    message = _("In a class trip people take part as organiser, chaperone, payer or observer.")


class OrganiserByLinkError(DomainError):
    message = _("A link is handed around. Invite an organiser by e-mail, to one person.")


class LookingClosedError(DomainError):
    message = _("This trip is for its members. Change who may look in its frame first.")


class CurrencyFixedError(DomainError):
    message = _("Expenses are reckoned in %(unit)s already. The currency of the trip stays.")
