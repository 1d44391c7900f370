"""Who opens an offer in the admin: whoever reads it while it waits."""

from __future__ import annotations

from django.db.models import Model

from commons.accounts.models import User
from hosting.communities.wagtail_hooks.policies import ViewOnlyPolicy
from hosting.offers.models.offers import Offer
from hosting.offers.models.review import offers_reviewable_by


class ReviewPolicy(ViewOnlyPolicy):
    """To "change" an offer means to open it while it waits for this reader."""

    def user_has_permission_for_instance(self, user: User, action: str, instance: Model) -> bool:
        if action != "change":
            return self.user_has_permission(user, action)
        is_theirs = offers_reviewable_by(user).filter(pk=instance.pk).exists()
        return is_theirs and isinstance(instance, Offer) and instance.workflow_in_progress
