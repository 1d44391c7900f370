"""Letters that wait, without those that the worker finds stale."""

from commons.mail.models import Letter


def letters_to():
    """Addresses of letters that will leave, in their order."""
    return [letter.address for letter in Letter.objects.order_by("pk") if not letter.is_stale]
