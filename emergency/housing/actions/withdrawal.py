"""The bearer of a link withdraws what it stands for, whatever has become of it so far."""

from __future__ import annotations

from django.db import transaction

from core.permissions import SYSTEM, require
from emergency.housing.actions.offers import leave_helpers, withdraw_offer
from emergency.housing.actions.requests import withdraw
from emergency.housing.errors.requests import AlreadyWithdrawnError
from emergency.housing.models.offers import Helper, HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.intake.actions.submissions import process_submission
from emergency.intake.choices import IntakeType
from emergency.intake.models.parties import Party
from emergency.intake.models.submissions import Submission


@transaction.atomic
def withdraw_submission(*, submission: Submission, by: Party) -> Submission:
    """Withdraw a request, a home or somebody's help; a form that waits is taken in first.

    Raises AlreadyWithdrawnError, SuspendedHomeError, or IllegalTransitionError where others count
    on it by now.
    """
    require(by, "emergency_housing.withdraw_submission", submission)

    if submission.taken_in_at is None:
        process_submission(submission=submission, by=SYSTEM)
    if submission.intake_type == IntakeType.REQUEST:
        withdraw(request=HousingRequest.objects.get(submission=submission), by=by)
    elif submission.intake_type == IntakeType.OFFER:
        withdraw_offer(offer=HousingOffer.objects.get(submission=submission), by=by)
    else:
        helper = Helper.objects.select_for_update().get(submission=submission)
        if helper.left_at is not None:
            raise AlreadyWithdrawnError
        leave_helpers(helper=helper, by=by)
    return submission
