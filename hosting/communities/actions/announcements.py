"""Writing to all members of a community."""

from django.db import transaction

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from core.quotas.checks import counted_since, require_recorded_quota
from hosting.communities.errors import TooManyAnnouncementsError
from hosting.communities.models.announcements import Announcement
from hosting.communities.models.communities import Community
from hosting.communities.notifications import announcements as notifications


@transaction.atomic
def send_announcement(*, community: Community, title: str, words: str, by: User) -> Announcement:
    """Write to every active member, by mail as each of them chose. The same words go out once.

    Raises TooManyAnnouncementsError.
    """
    require(by, "communities.send_announcement", community)

    community = Community.objects.locked(community.pk, no_key=True)
    recent = community.announcements.filter(sent_at__gt=counted_since("announcements"))
    if earlier := recent.filter(by=by, title=title, words=words).first():
        return earlier
    sent_at = recent.order_by().values_list("sent_at", flat=True)
    require_recorded_quota("announcements", sent_at, refusal=TooManyAnnouncementsError)

    announcement = Announcement.objects.create(community=community, by=by, title=title, words=words)
    announcement.recipients = notifications.notify_members(announcement)
    announcement.save(update_fields=["recipients"])
    audit.record(by, "members.mailed", announcement, recipients=announcement.recipients)
    return announcement


@transaction.atomic
def delete_announcement(*, announcement: Announcement, by: Actor) -> None:
    """Forget it once HOSTING_ANNOUNCEMENTS_KEPT has passed."""
    require(by, "communities.delete_announcement", announcement)

    announcement.delete()
