"""An emergency ends: whoever waits, lives in a lent home or lends one is told what happens now."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from emergency.housing import notifications
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.requests import HousingRequest
from emergency.housing.selectors.submissions import submissions_to_tell_of_end
from emergency.intake.models.submissions import Submission


@transaction.atomic
def tell_of_end(*, submission: Submission, by: Actor) -> bool:
    """One email, whatever else this person sent by the same form; whether it was sent.

    At night it waits. Reopening in between spares it.
    """
    require(by, "emergency_housing.tell_of_end", submission)
    if submission.activation.is_quiet(timezone.now()):
        return False

    waiting = submissions_to_tell_of_end()
    if not waiting.filter(pk=submission.pk).exists():
        return False
    request = HousingRequest.objects.filter(submission=submission).first()
    subject = request or HousingOffer.objects.get(submission=submission)
    rows = Submission.objects.select_for_update(of=("self",)).order_by("pk")
    same = [submission.pk, *_of_same_person(subject)]
    locked = list(rows.filter(pk__in=same).values_list("pk", flat=True))
    # Asked after the lock: told or withdrawn since the list was made, or reopened.
    to_tell = list(waiting.filter(pk__in=locked).values_list("pk", flat=True))
    if submission.pk not in to_tell:
        return False
    Submission.objects.filter(pk__in=to_tell).update(end_notified_at=timezone.now())
    audit.record(by, "submission.told_of_end", submission)

    subject.refresh_from_db()  # it may have been forgotten while this waited
    if subject.contact is None:
        return False
    is_home, has_stay = isinstance(subject, HousingOffer), subject.placements.live().exists()
    data = {"is_home": is_home, "has_stay": has_stay}
    notifications.mail_bearer(submission, subject.contact, notifications.ENDING, **data)
    return True


def _of_same_person(subject: HousingRequest | HousingOffer) -> list[int]:
    """Submissions of the same kind with the same email or phone, without those with a stay: what is
    said of a stay is said for itself.
    """
    same = Q()
    if subject.email_digest:
        same |= Q(email_digest=subject.email_digest)
    if subject.phone_digest:
        same |= Q(phone_digest=subject.phone_digest)
    if not same or subject.placements.live().exists():
        return []
    rows = type(subject)._default_manager.filter(same, activation=subject.activation_id)
    rows = rows.exclude(placements__in=Placement.objects.live())
    return list(rows.values_list("submission_id", flat=True))
