"""Jobs that the clock starts. They call actions; config/settings/celery_beat.py says when.

Each job returns how many rows failed; they are in the log.
"""

from celery import shared_task
from django.db.models import ProtectedError

from commons.media.actions import delete_photo
from core.periodic import for_each_row
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from hosting.actions.agreements import complete_agreement
from hosting.actions.attestations import notify_of_expiry
from hosting.actions.concerns import delete_concern
from hosting.actions.contacts import copy_missing_contacts, erase_contacts
from hosting.actions.erasure import erase_offer
from hosting.actions.founding import delete_founding_request
from hosting.actions.notes import publish_note
from hosting.actions.request_sets import expire_request_set
from hosting.actions.requests import delete_reason, expire_request, remind_of_request
from hosting.actions.sponsor_invitations import delete_sponsor_invitation
from hosting.models import (
    Agreement,
    AgreementContacts,
    Attestation,
    Concern,
    FoundingRequest,
    Note,
    Request,
    RequestSet,
    SponsorInvitation,
)
from hosting.queries.erasable_offers import offers_to_erase
from hosting.queries.photos import unused_photos


@shared_task(name="hosting.expire_silent_requests")
def expire_silent_requests() -> int:
    """Close what nobody answered, and what its first day has overtaken."""
    return for_each_row(
        Request.objects.silent() | Request.objects.overtaken(),
        lambda request: expire_request(request=request, by=SYSTEM),
        ignoring=IllegalTransitionError,  # answered since the list was made
    )


@shared_task(name="hosting.expire_sets")
def expire_request_sets() -> int:
    """Let go of what didn't come together in time."""
    return for_each_row(
        RequestSet.objects.overdue(),
        lambda request_set: expire_request_set(request_set=request_set, by=SYSTEM),
        ignoring=IllegalTransitionError,  # the last yes, or a no, was faster
    )


@shared_task(name="hosting.remind_hosts")
def remind_hosts() -> int:
    return for_each_row(
        Request.objects.to_remind(), lambda request: remind_of_request(request=request, by=SYSTEM)
    )


@shared_task(name="hosting.complete_agreements")
def complete_agreements() -> int:
    return for_each_row(
        Request.objects.over().select_related("agreement"),
        lambda request: complete_agreement(agreement=request.agreement, by=SYSTEM),
        ignoring=IllegalTransitionError,  # cancelled since the list was made
    )


@shared_task(name="hosting.show_notes")
def publish_due_notes() -> int:
    """What one of the two wrote, once the other has had the time to."""
    return for_each_row(
        Note.objects.due(),
        lambda note: publish_note(note=note, by=SYSTEM),
        ignoring=Note.DoesNotExist,  # shown or withdrawn since the list was made
    )


@shared_task(name="hosting.tell_of_attestations")
def notify_of_expiring_attestations() -> int:
    """What ends soon, told once; what has ended leaves the pages by its own date."""
    return for_each_row(
        Attestation.objects.to_notify(),
        lambda attestation: notify_of_expiry(attestation=attestation, by=SYSTEM),
        ignoring=Attestation.DoesNotExist,  # told or revoked since the list was made
    )


@shared_task(name="hosting.forget_concerns")
def delete_settled_concerns() -> int:
    """What was told in confidence and settled long ago."""
    return for_each_row(
        Concern.objects.to_forget(), lambda concern: delete_concern(concern=concern, by=SYSTEM)
    )


@shared_task(name="hosting.forget_sponsor_invitations")
def delete_sponsor_invitations() -> int:
    """Whom candidates asked to vouch, long after it was decided."""
    return for_each_row(
        SponsorInvitation.objects.to_forget(),
        lambda invitation: delete_sponsor_invitation(invitation=invitation, by=SYSTEM),
    )


@shared_task(name="hosting.forget_founding_requests")
def delete_founding_requests() -> int:
    """Requests for communities that were answered long ago."""
    return for_each_row(
        FoundingRequest.objects.to_forget(),
        lambda request: delete_founding_request(request=request, by=SYSTEM),
    )


@shared_task(name="hosting.forget_reasons")
def delete_old_reasons() -> int:
    """The reason of a stay goes with the request: here is the moment."""
    return for_each_row(
        Request.objects.to_forget(), lambda request: delete_reason(request=request, by=SYSTEM)
    )


@shared_task(name="hosting.copy_missing_contacts")
def copy_all_missing_contacts() -> int:
    """Contact details of agreements that an older version made while it was being replaced."""
    return for_each_row(
        Agreement.objects.without_contacts().select_related("request"),
        lambda agreement: copy_missing_contacts(agreement=agreement, by=SYSTEM),
    )


@shared_task(name="hosting.erase_contacts")
def erase_expired_contacts() -> int:
    """Contact details of agreements that ended HOSTING_CONTACTS_DAYS ago."""
    return for_each_row(
        AgreementContacts.objects.to_erase().select_related("agreement__request"),
        lambda contacts: erase_contacts(contacts=contacts, by=SYSTEM),
    )


@shared_task(name="hosting.erase_homes")
def erase_left_offers() -> int:
    """Offers of hosts who left while a request for them was open or agreed, now that it isn't."""
    return for_each_row(offers_to_erase(), lambda offer: erase_offer(offer=offer, by=SYSTEM))


@shared_task(name="hosting.sweep_photos")
def delete_unused_photos() -> int:
    """What hosts took off their offers goes for good: row and sizes now, files after commit."""
    return for_each_row(
        unused_photos(),
        lambda photo: delete_photo(photo=photo, by=SYSTEM),
        ignoring=ProtectedError,  # an editor has put it on a page since
    )
