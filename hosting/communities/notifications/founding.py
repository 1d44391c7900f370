"""What founders and the co-operative hear of requests for communities."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from commons.accounts.models import User
from commons.mail import actions as transactional_email
from commons.notifications.actions import notices
from hosting.communities.models.founding import FoundingMember, FoundingRequest
from hosting.communities.selectors.founding import people_who_run_communities

MAIL = "communities/email/"
FOUNDER_NAMED = MAIL + "founder_named.txt"
FOUNDING_ASKED = MAIL + "founding_asked.txt"
SIGNED = MAIL + "founding_signed.txt"
KEEP_FOR: Final = timedelta(days=7)  # a letter that can't be delivered


def notify_cooperative_of_request(request: FoundingRequest) -> None:
    """Everyone who may open communities, but the asking person and founders: they are invited."""
    founders = request.founders.exclude(email="").values("email")
    readers = people_who_run_communities().exclude(pk=request.asked_by_id)
    for person in readers.exclude(email__in=founders, email_verified_at__isnull=False):
        notices.notify(person, FOUNDING_ASKED, request)


def tell_co_operative_of_signatures(request: FoundingRequest, *, but: User) -> None:
    """Enough founders have signed: everyone who may make it public, but the asking person.

    Nor `but`, who signed last and is welcomed by the same deed.
    """
    for person in people_who_run_communities().exclude(pk__in=(request.asked_by_id, but.pk)):
        notices.notify(person, SIGNED, request)


def settle_signatures(request: FoundingRequest) -> None:
    """The community is public."""
    notices.dismiss_for_all(SIGNED, request)


def invite_founder(founder: FoundingMember) -> None:
    """A notice for an account with this confirmed address, else a letter to it."""
    request = founder.request
    confirmed = User.objects.filter(is_active=True, email_verified_at__isnull=False)
    person = confirmed.filter(email=founder.email).first()
    if person is not None:
        notices.notify(person, FOUNDER_NAMED, request)
    else:
        mail_founder(founder, keep_for=KEEP_FOR)


def mail_founder(founder: FoundingMember, *, keep_for: timedelta) -> None:
    request = founder.request
    language = User.objects.language_of(founder.email, otherwise=request.language)
    with translation.override(language):
        link = reverse("hosting:founding-detail", args=[request.public_id])
    transactional_email.queue_email(
        template=FOUNDER_NAMED,
        address=founder.email,
        language=language,
        keep_for=keep_for,
        subject=request,
        link=f"{settings.BASE_URL}{link}",
    )


def dismiss_founder_notice(request: FoundingRequest, founder: User) -> None:
    """The person has answered: their notice is read."""
    notices.dismiss(founder, FOUNDER_NAMED, request)


def dismiss_founding_notices(request: FoundingRequest) -> None:
    """It is decided or withdrawn: no one is awaited any more."""
    for template in (FOUNDER_NAMED, FOUNDING_ASKED):
        notices.dismiss_for_all(template, request)


def notify_requester_of_founder(request: FoundingRequest, founder: User) -> None:
    name = founder.display_name
    notices.notify(request.asked_by, MAIL + "founder_confirmed.txt", request, founder=name)


def notify_requester_of_departure(request: FoundingRequest) -> None:
    """Without a name: whose address it was is known to its owner alone."""
    notices.notify(request.asked_by, MAIL + "founder_left.txt", request)


def notify_founders_of_refusal(request: FoundingRequest) -> None:
    """Who asked, and who confirmed; each once."""
    confirmed = request.founders.exclude(person=None).exclude(person=request.asked_by_id)
    others = [one.person for one in confirmed.select_related("person") if one.person]
    for person in (request.asked_by, *others):
        notices.notify(person, MAIL + "founding_declined.txt", request)
