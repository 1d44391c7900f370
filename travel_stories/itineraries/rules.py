"""Who may compose, read and publish an itinerary."""

from __future__ import annotations

import rules

from commons.accounts.models import User
from commons.accounts.rules import has_verified_email
from hosting.communities.models.communities import Community, Membership
from travel_stories.itineraries.models.itineraries import Composer, Itinerary
from travel_stories.itineraries.models.reviewers import itineraries_reviewable_by


@rules.predicate
def welcomes_there(person: User, community: Community | None) -> bool:
    mine = Membership.objects.active().filter(person=person, community=community)
    return community is not None and mine.exists()


@rules.predicate
def composes_it(person: User, itinerary: Itinerary | None) -> bool:
    """Members of its community compose together."""
    return itinerary is not None and welcomes_there(person, itinerary.community)


@rules.predicate
def has_composed(person: User, itinerary: Itinerary | None) -> bool:
    return itinerary is not None and itinerary.composers.filter(person=person).exists()


@rules.predicate
def may_review_itinerary(person: User, itinerary: Itinerary | None) -> bool:
    """Nobody publishes alone: never a composer, not even one who may do everything."""
    return (
        itinerary is not None and itineraries_reviewable_by(person).filter(pk=itinerary.pk).exists()
    )


@rules.predicate
def is_own_credit(person: User, composer: Composer | None) -> bool:
    return composer is not None and composer.person_id == person.pk


rules.add_perm(
    "itineraries.compose_itinerary", rules.is_active & has_verified_email & welcomes_there
)
rules.add_perm("itineraries.write_itinerary", rules.is_active & composes_it)
rules.add_perm("itineraries.withdraw_itinerary", rules.is_active & composes_it & has_composed)
rules.add_perm("itineraries.change_composer_credit", rules.is_active & is_own_credit)
rules.add_perm("itineraries.read_itinerary", rules.is_active & may_review_itinerary)
rules.add_perm("itineraries.forget_itinerary", rules.always_deny)  # left to SYSTEM
