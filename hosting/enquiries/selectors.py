"""Who receives messages without a request."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery

from commons.accounts.models import User
from commons.blocking.selectors import out_of_contact
from commons.conversations.models import Message
from hosting.communities.models.communities import Community
from hosting.communities.selectors.coordinators import coordinators_of
from hosting.enquiries.models import Enquiry, EnquiryQuerySet, EnquirySettings
from hosting.offers.models.offers import Offer


def takes_enquiries(host: User) -> bool:
    """Unless they have said that they don't."""
    return not EnquirySettings.objects.filter(host=host, takes_enquiries=False).exists()


def is_public_host(person: User) -> bool:
    """Somebody with an offer that everybody reads."""
    return Offer.objects.public().of_host(person).exists()


def readers_of_community(community: Community, *, sender: User) -> list[User]:
    """The coordinators who read what this person writes to their community.

    Without those between whom and the sender a block stands, even where nobody is left.
    """
    coordinators = list(coordinators_of(community.pk).exclude(pk=sender.pk).order_by("pk"))
    apart = out_of_contact(sender, coordinators)
    return [one for one in coordinators if one.pk not in apart]


def enquiries_for(person: User) -> EnquiryQuerySet:
    """With all that a line of a list shows, and as `last_words` what its sender wrote last."""
    related = ("sender", "host", "community", "offer", "thread", "answered_by")
    written = Message.objects.filter(thread=OuterRef("thread"), author=OuterRef("sender"))
    last_words = Subquery(written.order_by("-pk").values("body")[:1])
    rows: EnquiryQuerySet = Enquiry.objects.visible_to(person).select_related(*related)
    return rows.annotate(last_words=last_words)
