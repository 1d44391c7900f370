"""Creating and revoking the address of a calendar."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import require
from core.security.tokens import new_nonce
from hosting.calendar_links.choices import LinkScope
from hosting.calendar_links.models import CalendarLink
from hosting.offers.models.activities import Activity
from hosting.offers.models.stays import Unit


@transaction.atomic
def create_link(
    *, by: User, unit: Unit | None = None, activity: Activity | None = None
) -> CalendarLink:
    """The address of this unit, of the sessions of this activity, or of all that the host offers.

    A second press gives the same one.
    """
    scope = LinkScope.UNIT if unit else LinkScope.ACTIVITY if activity else LinkScope.HOST
    link = CalendarLink(host=by, scope=scope, unit=unit, activity=activity)
    require(by, "calendar_links.create_link", link)

    User.objects.locked(by.pk, no_key=True)  # a second press waits here
    known = CalendarLink.objects.visible_to(by).standing()
    if found := known.filter(scope=scope, unit=unit, activity=activity).first():
        return found

    link.save()
    audit.record(by, "calendar_link.created", link, scope=scope)
    return link


@transaction.atomic
def revoke_link(*, link: CalendarLink, by: User) -> CalendarLink:
    """Dead from now on, wherever it was passed to; a later one is another."""
    require(by, "calendar_links.revoke_link", link)

    link = CalendarLink.objects.locked(link.pk)
    if link.revoked_at is not None:
        return link

    link.revoked_at, link.nonce = timezone.now(), new_nonce()
    link.save(update_fields=["revoked_at", "nonce"])
    audit.record(by, "calendar_link.revoked", link)
    return link
