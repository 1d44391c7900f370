"""What a host measured on the way to a bed, a table or a field."""

from django.db import transaction

from commons.accounts.permissions import Actor
from core.permissions import require
from hosting.offers.actions.drafts import lock_draft, save_draft
from hosting.offers.models.access import AccessSurvey
from hosting.offers.models.offers import Offer


@transaction.atomic
def survey_access(*, offer: Offer, survey: AccessSurvey, by: Actor) -> Offer:
    """Put a survey in the place of the one before. What wasn't looked at stays unknown."""
    require(by, "offers.revise_offer", offer)

    draft = lock_draft(offer)

    earlier = next(iter(draft.access_surveys.all()), None)
    survey.pk = earlier.pk if earlier else None
    draft.access_surveys = [survey]
    return save_draft(draft, verb="access.surveyed", by=by)
