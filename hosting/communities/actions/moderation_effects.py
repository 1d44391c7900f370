"""What a decision on a report does to communities. Whoever calls has asked and recorded."""

from __future__ import annotations

from django.utils import timezone

from hosting.communities.models.communities import Community
from hosting.communities.signals import community_changed, community_withdrawn


def hide_community(community: Community) -> None:
    """Nothing of it can be found meanwhile, its offers included."""
    community = Community.objects.locked(community.pk, no_key=True)
    was_public = community.is_public

    Community.objects.filter(pk=community.pk).update(hidden_at=timezone.now())

    if was_public:
        community_withdrawn.send(sender=Community, community=community)
    community_changed.send(sender=Community, community=community)  # what pages remember


def unhide_community(community: Community) -> None:
    Community.objects.filter(pk=community.pk).update(hidden_at=None)

    community_changed.send(sender=Community, community=community)
