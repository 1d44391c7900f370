"""Who is on the side of a guest: one person, or those who act for the organisation that asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from commons.accounts.models import User
from commons.blocking.models import PersonBlock
from commons.conversations.models import Message
from commons.organisations.selectors import people_acting_for, people_managing
from hosting.cohosts.models import CoHost
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Request
from hosting.requests.rules import has_left_it_to_colleagues


def guest_side_of(request: Request) -> list[User]:
    """Who hears of a request: its guest, or of an organisation who asked and who joined them.

    Where none of these acts for it any more, everybody who does; and where nobody does, who asked.
    No colleague between whom and the host there is a block; who asked hears of it all the same.
    """
    if request.on_behalf_of_id is None:
        return [request.guest]
    acting = list(
        people_acting_for(request.on_behalf_of_id)
        .exclude(pk=request.host_id)
        .exclude(_apart_from_host(request) & ~Q(pk=request.guest_id))
    )
    seats = set(request.thread.participants.values_list("person", flat=True))
    taking_part = [person for person in acting if person.pk in seats]
    return taking_part or acting or [request.guest]


def other_managers(organisation: int, request: Request, people: Iterable[User]) -> list[User]:
    """Who manages the organisation that asks, without these people."""
    known = [person.pk for person in people]
    managers = people_managing(organisation).exclude(pk__in=[*known, request.host_id])
    return list(managers.exclude(_apart_from_host(request)))


def _apart_from_host(request: Request) -> Q:
    blocks = PersonBlock.objects.about(request.host)
    return Q(pk__in=blocks.values("blocker")) | Q(pk__in=blocks.values("blocked"))


def readable_until(request: Request, reader: User) -> datetime | None:
    """What was written later this person doesn't read: others act now. None for all others."""
    return request.asker_left_at if has_left_it_to_colleagues(reader, request) else None


def shows_message(request: Request, message: Message, reader: User) -> bool:
    """Of its conversation, to a colleague who only reads, and to who left, until then."""
    if not reader.has_perm("requests.see_request", request):
        return False
    until = readable_until(request, reader)
    return until is None or message.sent_at <= until


def readable_agreement(request: Request, reader: User) -> Agreement | None:
    """None too where it was made after this person had left it to others."""
    agreement: Agreement | None = getattr(request, "agreement", None)
    until = readable_until(request, reader)
    if agreement is None or until is None or agreement.agreed_at <= until:
        return agreement
    return None


def people_of_both_sides(request: Request) -> set[int]:
    """Primary keys of everybody on one of them, and of those who wrote there once."""
    thread = request.thread
    people = {request.guest_id, request.host_id}
    people |= set(thread.participants.values_list("person", flat=True))
    people |= set(thread.messages.order_by().values_list("author", flat=True).distinct())
    if request.on_behalf_of_id is not None:
        people |= set(people_acting_for(request.on_behalf_of_id).values_list("pk", flat=True))
    answering = CoHost.objects.active().filter(offer=request.offer_id, may_answer=True)
    return people | set(answering.values_list("person", flat=True))
