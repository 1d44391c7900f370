"""Whose task it is to read an itinerary before everybody does."""

from __future__ import annotations

from django.db import models

from commons.accounts.models import User
from hosting.communities.models.communities import Membership
from travel_stories.itineraries.models.itineraries import Composer, Itinerary, Stage
from travel_stories.stories.models.reviewers import as_reviewer_of_all, may_review_any


def itineraries_reviewable_by(user: User) -> models.QuerySet[Itinerary]:
    """Those that lead through a community which this person coordinates; never one's own.

    Whoever may read every story may read every itinerary.
    """
    own = Composer.objects.filter(itinerary=models.OuterRef("pk"), person=user)
    coordinated = Membership.objects.coordinating(user).values("community")
    crossed = Stage.objects.present().filter(
        itinerary=models.OuterRef("pk"), offer__community__in=coordinated
    )
    return (
        Itinerary.objects.existing()
        .filter(~models.Exists(own))
        .filter(
            models.Q(community__in=coordinated)
            | models.Exists(crossed)
            | models.Exists(as_reviewer_of_all(user))
        )
    )


def reviewers_of_itinerary(itinerary: Itinerary) -> list[User]:
    """Coordinators of its community and of those it leads through, else those who read all."""
    composers = Composer.objects.filter(itinerary=itinerary).values("person")
    offers = itinerary.stages.present().filter(offer__isnull=False)
    coordinators = Membership.objects.active().filter(
        models.Q(community=itinerary.community_id)
        | models.Q(community__in=offers.values("offer__community")),
        is_coordinator=True,
    )
    people = User.objects.filter(is_active=True).exclude(pk__in=composers)
    found = list(people.filter(pk__in=coordinators.values("person")))
    return found or list(may_review_any().exclude(pk__in=composers))
