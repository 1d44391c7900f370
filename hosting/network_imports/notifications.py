"""What people of an old network hear: who brought their data, and that they decide."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils import translation

from commons.accounts.models import User
from commons.blocking.rules import is_mailbox_blocked
from commons.mail import actions as transactional_email
from commons.mail.actions import NOT_SENT
from hosting.network_imports.models import MemberInvitation

INVITED: Final = "network_imports/email/member_invited.txt"
KEEP_FOR: Final = timedelta(days=7)  # an email that can't be delivered


def invite_member(invitation: MemberInvitation) -> None:
    """One email to the address that the table gave; none across a block, which nobody sees."""
    brought_by = invitation.network_import.by
    is_blocked = brought_by is not None and is_mailbox_blocked(brought_by, invitation.email)
    language = User.objects.language_of(
        invitation.email, otherwise="fr" if invitation.language == "fr" else "en"
    )
    with translation.override(language):
        link = f"{settings.BASE_URL}{invitation.get_absolute_url()}"
    transactional_email.queue_email(
        template=INVITED,
        address=invitation.email,
        language=language,
        keep_for=NOT_SENT if is_blocked else KEEP_FOR,
        subject=invitation.community,
        brought_by=brought_by.display_name if brought_by else invitation.community.name,
        offers=invitation.imported_offers.count(),
        erased_at=invitation.erased_at,
        link=link,
    )
