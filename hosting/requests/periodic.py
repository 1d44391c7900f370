"""Jobs of requests and agreements that the clock starts.

Each job returns how many rows failed; they are in the log.
"""

from celery import shared_task

from core.periodic import for_each_row
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from hosting.requests.actions.agreements import complete_agreement, erase_contacts
from hosting.requests.actions.concerns import delete_concern
from hosting.requests.actions.request_sets import expire_request_set
from hosting.requests.actions.requests import (
    delete_reason,
    expire_request,
    forget_terms,
    remind_of_request,
)
from hosting.requests.models.agreements import AgreementContacts
from hosting.requests.models.concerns import Concern
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import Request


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


@shared_task(name="hosting.forget_concerns")
def delete_settled_concerns() -> int:
    """What was told in confidence and settled long ago."""
    return for_each_row(
        Concern.objects.to_forget(), lambda concern: delete_concern(concern=concern, by=SYSTEM)
    )


@shared_task(name="hosting.forget_reasons")
def delete_old_reasons() -> int:
    """The reason of a stay goes with the request: here is the moment."""
    return for_each_row(
        Request.objects.to_forget(), lambda request: delete_reason(request=request, by=SYSTEM)
    )


@shared_task(name="hosting.forget_terms")
def forget_old_terms() -> int:
    """Names and words of requests and agreements that ended HOSTING_AGREEMENTS_KEPT ago."""
    return for_each_row(
        Request.objects.to_forget_terms(), lambda request: forget_terms(request=request, by=SYSTEM)
    )


@shared_task(name="hosting.erase_contacts")
def erase_expired_contacts() -> int:
    """Contact details of agreements that ended HOSTING_CONTACTS_DAYS ago."""
    return for_each_row(
        AgreementContacts.objects.to_erase().select_related("agreement__request"),
        lambda contacts: erase_contacts(contacts=contacts, by=SYSTEM),
    )
