"""What anybody can report of an offer, who decides, and what a decision does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import User
from commons.accounts.permissions import Actor, Visitor
from commons.moderation.reportable_types import (
    ReportablePart,
    ReportableType,
    Words,
)
from core.registry import Registry
from core.text.formatting import language_name
from hosting.communities.selectors.coordinators import coordinated_communities, coordinators_of
from hosting.offers.actions import moderation_effects as effects
from hosting.offers.actions.moderation_adapter_photos import numbered_photo_label
from hosting.offers.models.offers import Offer

MAX_PARTS = 40

type PartsProvider = Callable[[Offer], Iterable[ReportablePart]]

_parts = Registry[PartsProvider]()


def register_parts_of_offer(provider: PartsProvider) -> None:
    """What else on its page can be reported. A package registers when it starts."""
    _parts.register(provider)


class ReportableOffer(ReportableType):
    name = "offer"
    label = gettext_lazy("an offer")
    model = Offer

    def find(self, public_id: str, visitor: Visitor) -> Offer | None:
        return Offer.objects.public().filter(public_id=public_id).first()

    def words_of(self, subject: Offer) -> Words:
        captions = subject.photos.exclude(caption="").values_list("caption", flat=True)
        return [
            (_("Title"), subject.title),
            (_("In the host’s words"), subject.words),
            (_("Without a car"), subject.without_car),
            (_("By car"), subject.by_car),
            (_("Photo captions"), "\n".join(captions)),
            # What a translation says is nobody's fault but its own: each language by itself.
            *(
                (
                    _("Translation (%s)") % language_name(one.language),
                    "\n\n".join(filter(None, (one.title, one.words, one.without_car))),
                )
                for one in subject.translations.order_by("language")
            ),
        ]

    def authors_of(self, subject: Offer) -> Iterable[User]:
        return (subject.host,)

    def parts_of(self, subject: Offer, visitor: Visitor) -> Iterator[ReportablePart]:
        stands = subject.photos.filter(photo__withheld__isnull=True).select_related("photo")
        for number, one in enumerate(stands[:MAX_PARTS], start=1):
            words = one.caption or one.photo.description
            yield ReportablePart("photo", one.photo.public_id, numbered_photo_label(number, words))
        for provide in _parts:
            yield from provide(subject)
        people = User.objects.filter(pk=subject.host_id)
        for person in User.objects.visible_to(visitor).filter(pk__in=people.values("pk")):
            yield ReportablePart("person", person.public_id, _("Profile: %s") % person.display_name)
        yield ReportablePart("community", subject.community.public_id, str(subject.community))

    def decided_by(self, person: Any) -> QuerySet[Offer]:
        return Offer.objects.filter(community__in=coordinated_communities(person))

    def within(self, place: Any) -> QuerySet[Offer]:
        return Offer.objects.filter(community=place)

    def deciders_of(self, subject: Offer) -> Iterable[User]:
        return coordinators_of(subject.community_id)

    def hide(self, subject: Offer, *, by: Actor) -> None:
        effects.hide_offer(subject)

    def show(self, subject: Offer, *, by: Actor) -> None:
        effects.unhide_offer(subject)

    def erase(self, subject: Offer, *, by: Actor) -> None:
        effects.erase_offer(subject)
