"""Who hears that something was told in confidence. No letter says what, by whom or about whom."""

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from commons.accounts.models import User
from commons.notifications.actions import notices
from hosting.communities.models.communities import Membership
from hosting.requests.models.concerns import READ_ALL, Concern
from hosting.requests.selectors.guest_side import people_of_both_sides


def coordinators_for(concern: Concern) -> list[User]:
    """Of the community, without anybody of the two sides whom it concerns."""
    rows = Membership.objects.active().filter(
        community=concern.request.offer.community_id, is_coordinator=True
    )
    apart = people_of_both_sides(concern.request)
    return [row.person for row in rows.exclude(person__in=apart).select_related("person")]


def notify_concern_readers(concern: Concern) -> None:
    readers = {person.pk: person for person in coordinators_for(concern)}
    if concern.goes_to_safety:
        apart = people_of_both_sides(concern.request)
        readers |= {person.pk: person for person in _safety_staff().exclude(pk__in=apart)}
    for person in readers.values():
        notices.notify(person, "requests/email/concern_told.txt", concern)


def _safety_staff() -> QuerySet[User]:
    """By a right of their own or of their group, or because they run the site."""
    label, codename = READ_ALL.split(".")
    right = Permission.objects.filter(content_type__app_label=label, codename=codename)
    given = Q(user_permissions__in=right) | Q(groups__permissions__in=right)
    people: QuerySet[User] = User.objects.filter(given | Q(is_superuser=True), is_active=True)
    return people.distinct()


def notify_of_outcome(concern: Concern) -> None:
    notices.notify(concern.by, "requests/email/concern_settled.txt", concern.request)
