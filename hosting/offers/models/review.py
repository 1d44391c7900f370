"""The step in which a community reads an offer: Wagtail asks this task, the task asks our rules."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Task, TaskState

from commons.accounts.models import User
from hosting.communities.models.communities import Membership
from hosting.offers.models.offers import Offer, without_mandate

type ReviewAction = tuple[str, str | Promise, bool]

PUBLISH: Final = "approve"  # Wagtail's names
REQUEST_CHANGES: Final = "reject"


class RequestChangesForm(TaskStateCommentForm):
    """Wagtail leaves the comment open; we don't send anything back without a reason."""

    comment = forms.CharField(label=_("What should change, and why"), widget=forms.Textarea)


class CommunityReading(Task):
    """Coordinators of an offer's community read it. They need no permission on any model."""

    class Meta:
        verbose_name = _("community review")
        verbose_name_plural = _("community reviews")
        permissions = (("read_any_offer", _("Can review offers from every community")),)

    def user_can_access_editor(self, obj: Offer, user: User) -> bool:
        return _may_review(user, obj)

    def locked_for_user(self, obj: Offer, user: User) -> bool:
        return not _may_review(user, obj)

    def get_actions(self, obj: Offer, user: User) -> list[ReviewAction]:
        if not _may_review(user, obj):
            return []
        return [(REQUEST_CHANGES, _("Request changes"), True), (PUBLISH, _("Approve"), False)]

    def get_form_for_action(self, action: str) -> type[TaskStateCommentForm]:
        return RequestChangesForm if action == REQUEST_CHANGES else TaskStateCommentForm

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Ask once more: Wagtail's addresses name the offer and the step side by side."""
        offer = Offer.objects.locked(task_state.workflow_state.object_id)
        task_state.refresh_from_db()
        reason = str(kwargs.get("comment", "")).strip()
        if (
            not offers_reviewable_by(user).filter(pk=offer.pk).exists()
            or task_state.revision_id != offer.latest_revision_id
            or (action_name == REQUEST_CHANGES and not reason)
        ):
            raise PermissionDenied(action_name)
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(
        self, user: User, **kwargs: Any
    ) -> models.QuerySet[TaskState]:
        keys = offers_reviewable_by(user).annotate(key=Cast("pk", models.CharField())).values("key")
        states: models.QuerySet[TaskState] = self.task_states.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__base_content_type=Offer.get_base_content_type(),
            workflow_state__object_id__in=keys,
        )
        return states

    def deactivate(self, user: User | None = None) -> None:
        """Wagtail would go on to the end of each reading, and so publish whatever waits."""
        raise PermissionDenied("deactivate")

    @classmethod
    def get_description(cls) -> Promise:
        return _(
            "Coordinators of the offer’s community review it. Hosts never review their own offers."
        )


def offers_reviewable_by(user: User) -> models.QuerySet[Offer]:
    """Offers whose reading is this person's task: of their communities, by active members.

    Never their own, even for somebody who may do everything.
    """
    members = Membership.objects.active().filter(
        community=models.OuterRef("community"), person=models.OuterRef("host")
    )
    offers = Offer.objects.exclude(host=user).filter(models.Exists(members))
    offers = offers.exclude(without_mandate())
    if user.has_perm("offers.read_any_offer"):
        return offers
    return offers.filter(community__in=Membership.objects.coordinating(user).values("community"))


def _may_review(user: User, offer: Offer) -> bool:
    """Even somebody who may do everything doesn't read their own."""
    return offer.host_id != user.pk and user.has_perm("offers.review_offer", offer)
