"""Jobs of organisations that the clock starts. Each returns how many rows failed."""

from celery import shared_task

from commons.organisations.actions import expire_mandate, forget_invitation, forget_mandate
from commons.organisations.models import Mandate, MandateInvitation
from core.periodic import for_each_row
from core.permissions import SYSTEM


@shared_task(name="organisations.end_mandates")
def end_lapsed_mandates() -> int:
    """Those whose last day is past."""
    return for_each_row(
        Mandate.objects.lapsed(), lambda mandate: expire_mandate(mandate=mandate, by=SYSTEM)
    )


@shared_task(name="organisations.forget_mandates")
def forget_mandates() -> int:
    """Those that ended years ago."""
    return for_each_row(
        Mandate.objects.to_forget(), lambda mandate: forget_mandate(mandate=mandate, by=SYSTEM)
    )


@shared_task(name="organisations.forget_invitations")
def forget_invitations() -> int:
    """Those that expired long ago."""
    return for_each_row(
        MandateInvitation.objects.to_forget(),
        lambda invitation: forget_invitation(invitation=invitation, by=SYSTEM),
    )
