"""Jobs of communities that the clock starts.

Each job returns how many rows failed; they are in the log.
"""

from celery import shared_task

from core.periodic import for_each_row
from core.permissions import SYSTEM
from hosting.communities.actions.announcements import delete_announcement
from hosting.communities.actions.founding import delete_founding_request
from hosting.communities.actions.sponsor_invitations import delete_sponsor_invitation
from hosting.communities.models.announcements import Announcement
from hosting.communities.models.founding import FoundingRequest
from hosting.communities.models.sponsor_invitations import SponsorInvitation


@shared_task(name="hosting.forget_sponsor_invitations")
def delete_sponsor_invitations() -> int:
    """Whom candidates asked to vouch, long after it was decided."""
    return for_each_row(
        SponsorInvitation.objects.to_forget(),
        lambda invitation: delete_sponsor_invitation(invitation=invitation, by=SYSTEM),
    )


@shared_task(name="hosting.forget_announcements")
def delete_announcements() -> int:
    """Messages to all members of a community, a year later."""
    return for_each_row(
        Announcement.objects.to_forget(),
        lambda announcement: delete_announcement(announcement=announcement, by=SYSTEM),
    )


@shared_task(name="hosting.forget_founding_requests")
def delete_founding_requests() -> int:
    """Requests for communities that were answered long ago."""
    return for_each_row(
        FoundingRequest.objects.to_forget(),
        lambda request: delete_founding_request(request=request, by=SYSTEM),
    )
