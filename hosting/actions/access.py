"""What a host measured on the way to a bed, a table or a field."""

from django.db import transaction

from commons.accounts.permissions import Actor, require
from hosting.actions.drafts import keep_draft, open_draft
from hosting.models import AccessSurvey, Offer


@transaction.atomic
def survey_access(*, offer: Offer, survey: AccessSurvey, by: Actor) -> Offer:
    """Put a survey in the place of the one before. What wasn't looked at stays unknown."""
    require(by, "hosting.revise_offer", offer)

    draft = open_draft(offer)

    earlier = next(iter(draft.access_surveys.all()), None)
    survey.pk = earlier.pk if earlier else None
    draft.access_surveys = [survey]
    return keep_draft(draft, verb="access.surveyed", by=by)
