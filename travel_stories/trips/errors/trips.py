"""Refusals about trips and the people in them."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class TripOverError(DomainError):
    message = _(
        "This trip is over or cancelled. You can view it but no longer "
        "change it. To plan again, start a new trip."
    )


class TripLengthError(DomainError):
    message = _("Choose a length between 1 and %(most)s days.")


class DaysTakenError(DomainError):
    message = _("There are steps after day %(days)s. Move them to an earlier day first.")


class LastOrganiserError(DomainError):
    message = _("A trip needs at least one organiser. Make someone else an organiser first.")


class LinkGoneError(DomainError):
    message = _("This link no longer works. Ask the person who sent it for a new one.")


class SeatedAlreadyError(DomainError):
    message = _(
        "Your account already has a place in this trip and can’t have a second one. To use your "
        "place without an account, log out and open its personal link."
    )


class BlockedPersonOnTripError(DomainError):
    message = _(
        "Someone you’ve blocked is on this trip: %(names)s. Everyone on a trip can read what the "
        "others write there. To join, tick “I want to join this trip anyway”."
    )


class GuestNamesakeError(DomainError):
    """Facts: `name` of the guest's seat that is like the name of the account."""

    message = _(
        "%(name)s already has a place in this trip, without an account. If this is you, open your "
        "personal link in this browser: you can then move your place to your account. If not, tick "
        "“I’m another person with the same name”."
    )


class NameTakenError(DomainError):
    """Facts: `name` of the seat that is like it."""

    message = _(
        "%(name)s is already part of this trip. If this is you, open your personal link, or ask an "
        "organiser for it. If not, tick “I’m another person with the same name”."
    )


class TripFullError(DomainError):
    message = _(
        "This trip is full: it can have up to %(most)s people. Someone "
        "has to leave the trip before anyone else can join."
    )


class RoleNotForThisTripError(DomainError):
    message = _(
        "On a class trip, people take part as an organiser, chaperone, treasurer or observer. "
        "Choose one of these roles."
    )


class OrganiserByLinkError(DomainError):
    message = _(
        "A link can be passed on, so it can’t be used to invite an "
        "organiser. Invite this person by email instead."
    )


class LookingClosedError(DomainError):
    message = _(
        "Only people on this trip can view it. Change who can view it in the trip settings first."
    )


class CurrencyFixedError(DomainError):
    message = _(
        "Expenses have already been added in %(unit)s, so you can’t "
        "change the trip’s currency. You can add an expense in another "
        "currency with its exchange rate."
    )
