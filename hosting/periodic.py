"""Jobs that the clock starts. They call actions; config/settings/timetable.py says when."""

from contextlib import suppress

from celery import shared_task
from django.db.models import ProtectedError

from commons.accounts.permissions import SYSTEM
from commons.media.actions import delete_photo
from core.states import IllegalTransitionError
from hosting.actions.agreements import complete_agreement
from hosting.actions.attestations import tell_of_end
from hosting.actions.concerns import forget_concern
from hosting.actions.notes import show_note
from hosting.actions.requests import expire_request, forget_reason, remind_of_request
from hosting.actions.sets import expire_set
from hosting.models import Attestation, Concern, Note, Request, RequestSet
from hosting.queries.photos import unused_photos


@shared_task(name="hosting.expire_silent_requests")
def expire_silent_requests() -> None:
    """Close what nobody answered, and what its first day has overtaken."""
    for request in Request.objects.silent() | Request.objects.overtaken():
        with suppress(IllegalTransitionError):  # answered since the list was made
            expire_request(request=request, by=SYSTEM)


@shared_task(name="hosting.expire_sets")
def expire_sets() -> None:
    """Let go of what didn't come together in time."""
    for request_set in RequestSet.objects.overdue():
        with suppress(IllegalTransitionError):  # the last yes, or a no, was faster
            expire_set(request_set=request_set, by=SYSTEM)


@shared_task(name="hosting.remind_hosts")
def remind_hosts() -> None:
    for request in Request.objects.to_remind():
        remind_of_request(request=request, by=SYSTEM)


@shared_task(name="hosting.complete_agreements")
def complete_agreements() -> None:
    for request in Request.objects.over().select_related("agreement"):
        with suppress(IllegalTransitionError):  # cancelled since the list was made
            complete_agreement(agreement=request.agreement, by=SYSTEM)


@shared_task(name="hosting.show_notes")
def show_notes() -> None:
    """What one of the two wrote, once the other has had the time to."""
    for note in Note.objects.due():
        with suppress(Note.DoesNotExist):  # shown or withdrawn since the list was made
            show_note(note=note, by=SYSTEM)


@shared_task(name="hosting.tell_of_attestations")
def tell_of_attestations() -> None:
    """What ends soon, told once; what has ended leaves the pages by its own date."""
    for attestation in Attestation.objects.to_tell():
        with suppress(Attestation.DoesNotExist):  # told or revoked since the list was made
            tell_of_end(attestation=attestation, by=SYSTEM)


@shared_task(name="hosting.forget_concerns")
def forget_concerns() -> None:
    """What was told in confidence and settled long ago."""
    for concern in Concern.objects.to_forget():
        forget_concern(concern=concern, by=SYSTEM)


@shared_task(name="hosting.forget_reasons")
def forget_reasons() -> None:
    """The reason of a stay goes with the request: here is the moment."""
    for request in Request.objects.to_forget():
        forget_reason(request=request, by=SYSTEM)


@shared_task(name="hosting.sweep_photos")
def sweep_photos() -> None:
    """What hosts took off their offers goes for good: row and sizes now, files after commit."""
    for photo in unused_photos():
        with suppress(ProtectedError):  # an editor has put it on a page since
            delete_photo(photo=photo, by=SYSTEM)
