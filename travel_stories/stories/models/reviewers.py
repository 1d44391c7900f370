"""Whose task it is to read a story before everybody does."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db import models

from commons.accounts.models import User
from hosting.communities.models.communities import Community, Membership
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.stories import Story, StoryQuerySet


def stories_reviewable_by(user: User) -> models.QuerySet[Story]:
    """Stories about offers of the communities that this person coordinates; never their own.

    What tells of no offer is read by somebody of the co-operative, who may read every story.
    """
    own = StoryAuthor.objects.filter(story=models.OuterRef("pk"), person=user)
    stories = Story.objects.existing().filter(~models.Exists(own))
    met = Block.objects.present().filter(
        chapter__story=models.OuterRef("pk"),
        chapter__removed_at=None,
        offer__community__in=Membership.objects.coordinating(user).values("community"),
    )
    return stories.filter(models.Exists(met) | models.Exists(as_reviewer_of_all(user)))


def reviewers_of_story(story: Story) -> list[User]:
    """Coordinators of the communities that it tells about, else those who read every story."""
    authors = StoryAuthor.objects.filter(story=story).values("person")
    met = Block.objects.present().filter(chapter__story=story, offer__isnull=False)
    coordinators = Membership.objects.active().filter(
        is_coordinator=True, community__in=met.values("offer__community")
    )
    people = User.objects.filter(is_active=True).exclude(pk__in=authors)
    found = list(people.filter(pk__in=coordinators.values("person")))
    return found or list(may_review_any().exclude(pk__in=authors))


def stories_about(community: Community) -> StoryQuerySet:
    """Those that tell of one of its offers."""
    met = Block.objects.present().filter(offer__community=community, chapter__removed_at=None)
    return Story.objects.existing().filter(pk__in=met.values("chapter__story"))


def as_reviewer_of_all(user: User) -> models.QuerySet[User]:
    """This person, if they may read every story: by that permission, or as a superuser."""
    is_superuser = models.Q(is_superuser=True)
    people: models.QuerySet[User] = User.objects.filter(
        is_superuser | _holds_permission(), pk=user.pk, is_active=True
    )
    return people


def may_review_any() -> models.QuerySet[User]:
    """By a permission of their own, or of a group."""
    people: models.QuerySet[User] = User.objects.filter(_holds_permission(), is_active=True)
    return people.distinct()


def _holds_permission() -> models.Q:
    named = models.Q(codename="read_any_story", content_type__app_label="stories")
    permissions = Permission.objects.filter(named)
    return models.Q(user_permissions__in=permissions) | models.Q(
        groups__permissions__in=permissions
    )
