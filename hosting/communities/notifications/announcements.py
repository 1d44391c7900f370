"""A message to all members, as each of them wants to be notified."""

from commons.notifications.actions import notices
from hosting.communities.models.announcements import Announcement

TEMPLATE = "communities/email/announcement.txt"


def notify_members(announcement: Announcement) -> int:
    """One notice for each active member but the writer; tells how many."""
    members = announcement.community.memberships.active().exclude(person=announcement.by_id)
    count = 0
    for membership in members.select_related("person"):
        notices.notify(membership.person, TEMPLATE, announcement)
        count += 1
    return count
