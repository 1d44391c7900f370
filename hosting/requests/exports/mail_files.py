"""The calendar file that goes with mails about an agreement."""

from django.conf import settings

from commons.accounts.models import User
from commons.mail.emails import Attachment
from hosting.requests.models.agreements import Agreement
from hosting.requests.selectors.revealed_addresses import contacts_for


def calendar_file(agreement: Agreement, reader: User) -> Attachment | None:
    """As on the page of the agreement: a cancelled one takes itself out of the calendar.

    None where no day was agreed.
    """
    from hosting.requests.exports.ical import calendar_of  # noqa: PLC0415  3 MiB

    contacts = contacts_for(reader, agreement.request)
    url = f"{settings.BASE_URL}{agreement.get_absolute_url()}"
    content = calendar_of(agreement, contacts, url=url)
    if content is None:
        return None
    return Attachment(f"{agreement.reference}.ics", content, "text/calendar")
