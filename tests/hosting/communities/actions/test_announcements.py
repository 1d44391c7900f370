"""Writing to all members of a community."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from commons.accounts.choices import MailFrequency
from commons.audit.models import AuditEntry
from commons.notifications.models import Notice
from commons.outbox.models import OutboxEntry
from core.permissions import SYSTEM
from hosting.communities.actions.announcements import delete_announcement, send_announcement
from hosting.communities.errors import TooManyAnnouncementsError
from hosting.communities.models.announcements import Announcement
from hosting.communities.periodic import delete_announcements
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory
from tests.poison import poison, read_log

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return MembershipFactory(coordinator=True)


def send(membership, title="Saturday", by=None):
    return send_announcement(
        community=membership.community,
        title=title,
        words="We meet by the mill.",
        by=by or membership.person,
    )


def test_send_announcement_reaches_active_members_as_they_like(coordinator):
    here = coordinator.community
    member = MembershipFactory(community=here).person
    quiet = MembershipFactory(community=here, person__mail_pace=MailFrequency.NEVER).person
    MembershipFactory(community=here, candidate=True)
    MembershipFactory()

    announcement = send(coordinator)

    assert set(Notice.objects.values_list("recipient", flat=True)) == {member.pk, quiet.pk}
    assert OutboxEntry.objects.count() == 1
    assert announcement.recipients == 2
    entry = AuditEntry.objects.get(verb="members.mailed")
    assert (entry.actor_id, entry.data) == (coordinator.person_id, {"recipients": 2})


def test_send_announcement_sends_the_same_words_once(coordinator):
    MembershipFactory(community=coordinator.community)

    assert send(coordinator) == send(coordinator)
    assert Notice.objects.count() == 1


def test_send_announcement_has_a_limit(coordinator):
    for number in range(settings.QUOTAS["announcements"].most):
        send(coordinator, title=f"Saturday {number}")

    with pytest.raises(TooManyAnnouncementsError):
        send(coordinator, title="Once more")

    Announcement.objects.update(sent_at=timezone.now() - settings.QUOTAS["announcements"].within)
    assert send(coordinator, title="Once more").title == "Once more"


def test_send_announcement_counts_for_as_long_as_the_table_says(coordinator, settings):
    table = settings.QUOTAS
    longer = replace(table["announcements"], most=1, within=timedelta(days=14))
    settings.QUOTAS = table | {"announcements": longer}
    send(coordinator, title="Saturday")
    Announcement.objects.update(sent_at=timezone.now() - timedelta(days=10))

    with pytest.raises(TooManyAnnouncementsError):
        send(coordinator, title="Sunday")


def test_send_announcement_is_for_coordinators_alone(coordinator):
    member = MembershipFactory(community=coordinator.community).person

    for person in (member, UserFactory()):
        with pytest.raises(PermissionDenied):
            send(coordinator, by=person)


def test_delete_announcement_is_left_to_the_clock(coordinator):
    announcement = send(coordinator)

    with pytest.raises(PermissionDenied):
        delete_announcement(announcement=announcement, by=coordinator.person)

    delete_announcement(announcement=announcement, by=SYSTEM)
    assert not Announcement.objects.exists()


def test_delete_announcements_goes_on_after_one_that_fails(coordinator, monkeypatch, failed_rows):
    from hosting.communities import periodic  # noqa: PLC0415

    old = [send(coordinator, title=title) for title in ("One", "Two")]
    Announcement.objects.update(sent_at=timezone.now() - settings.HOSTING_ANNOUNCEMENTS_KEPT)
    tried, done = poison(monkeypatch, periodic, "delete_announcement")

    assert delete_announcements() == 1

    assert (len(tried), len(done)) == (2, 1)
    assert read_log(failed_rows) == [
        f"failed for communities.Announcement {tried[0]} with RuntimeError",
        "failed for 1 of 2 rows",
    ]
    assert Announcement.objects.count() == len(old) - 1


def test_an_announcement_is_read_by_members_of_its_community_alone(client, coordinator):
    announcement = send(coordinator)
    member = MembershipFactory(community=coordinator.community).person
    candidate = MembershipFactory(community=coordinator.community, candidate=True).person
    page = reverse("hosting:announcement-detail", args=[announcement.public_id])
    statuses = []
    for person in (member, candidate, UserFactory()):
        client.force_login(person)
        statuses.append(client.get(page).status_code)

    assert statuses == [200, 404, 404]
