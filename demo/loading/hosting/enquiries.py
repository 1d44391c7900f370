"""What people ask a host or a community before they choose dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from commons.conversations.actions import mark_read, post_message
from demo.loading import ageing
from demo.loading.world import Tick, World
from hosting.communities.selectors.coordinators import coordinators_of
from hosting.enquiries.actions import send_enquiry
from hosting.enquiries.models import Enquiry, EnquiryDraft


@dataclass(frozen=True)
class WrittenEnquiry:
    """`host` or `community` by their keys; without a `reply` it still waits for one."""

    sender: str
    words: str
    days_ago: int
    host: str = ""
    community: str = ""
    reply: str = ""


ENQUIRIES: Final = (
    WrittenEnquiry(
        sender="camille.roussel",
        host="odile.marchand",
        words="Bonjour Odile, nous pensons venir à vélo un jour d’automne, sans date encore. "
        "Y a-t-il un abri qui ferme pour trois vélos, dont un cargo ?",
        days_ago=9,
        reply="Bonjour Camille, oui, l’ancienne bergerie ferme à clef et le cargo y entre. "
        "Écrivez-moi quand vous aurez vos dates.",
    ),
    WrittenEnquiry(
        sender="hannah.whitfield",
        community="schelde",
        words="Hello, I teach a class of 22 pupils and we’d like to spend a week with you in "
        "spring. Is there anyone in the community who welcomes schools? We have no dates yet.",
        days_ago=2,
    ),
)


def load_enquiries(world: World, tick: Tick) -> None:
    """Each at its moment, and the reply of the same evening."""
    for written in ENQUIRIES:
        _write(written, world)
        tick(1)


def _write(written: WrittenEnquiry, world: World) -> None:
    sender = world.people[written.sender]
    community = world.communities.get(written.community)
    draft = EnquiryDraft(
        message=written.words, host=world.people.get(written.host), community=community
    )
    asked_at = world.clock.now - timedelta(days=written.days_ago)
    with ageing.happening_at(asked_at):
        key = uuid5(NAMESPACE_URL, f"hirondelle-demo/{written.sender}/{written.words}")
        enquiry = send_enquiry(draft=draft, key=key, by=sender)
    Enquiry.objects.filter(pk=enquiry.pk).update(waiting_since=asked_at)
    if not written.reply:
        return
    replied_at = asked_at + timedelta(hours=5)
    reader = draft.host
    if reader is None:  # the community was asked
        reader = coordinators_of(world.communities[written.community].pk).order_by("pk")[0]
    with ageing.happening_at(replied_at):
        post_message(thread=enquiry.thread, body=written.reply, by=reader)
    Enquiry.objects.filter(pk=enquiry.pk).update(answered_at=replied_at)
    for person in (sender, reader):
        mark_read(thread=enquiry.thread, by=person)
