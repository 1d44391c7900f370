"""One person asks to be forgotten before everybody is: what was counted stays countable."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from commons.audit import actions as audit
from commons.audit.models import BLANKED
from commons.privacy.actions.erasures import record_erasure
from core.permissions import SYSTEM, require
from core.security.tokens import new_nonce
from emergency.activations.choices import Noun, Side
from emergency.activations.models.actors import auditor
from emergency.activations.models.events import Event
from emergency.activations.models.reveals import RevealLog
from emergency.housing.actions.forgotten_counts import keep_counting
from emergency.housing.models.drafts import Draft
from emergency.housing.models.extensions import Extension
from emergency.housing.models.follow_ups import FollowUp
from emergency.housing.models.messages import RelayMessage
from emergency.housing.models.offers import Helper, HousingAddress, HousingOffer
from emergency.housing.models.placements import LoanAgreement, Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.texts import Text
from emergency.housing.models.verification import Verification, WorkCode
from emergency.intake.models.contacts import Contact
from emergency.intake.models.parties import Acting
from emergency.intake.models.submissions import Submission
from emergency.retention.errors import InUseYetError, StillNeededError
from emergency.retention.selectors.own_data import is_held, is_needed

SUBMISSION: Final = "submission"  # in the journal of erasures
GONE: Final = "–"  # where the database asks for words


@transaction.atomic
def forget_submission(*, submission: Submission, by: Acting) -> None:
    """Name, telephone, address and every word of theirs go; dates and states are left to count.

    Reports on safety stay until the purge: nobody takes back what they were told for.
    Raises StillNeededError while somebody looks for a roof, lends one or lives in it, and its
    InUseYetError while a helper is there, a report on safety is open or nobody has read it.
    """
    require(by, "emergency_retention.forget_submission", submission)

    submission = _locked(submission)
    if is_needed(submission):
        raise StillNeededError
    if is_held(submission):
        raise InUseYetError

    keep_counting(submission)
    contacts = _contacts(submission)
    _forget_request(submission)
    _forget_offer(submission)
    helpers = Helper.objects.filter(submission=submission)
    helpers.update(words="", skills=[], contact=None, phone_digest="", email_digest="")
    Text.objects.filter(submission=submission).delete()
    Contact.objects.filter(pk__in=contacts).delete()
    submission.words, submission.nonce = {}, new_nonce()  # the link opens nothing from now on
    submission.save(update_fields=["words", "nonce"])
    audit.record(auditor(by), "submission.forgotten", submission)
    record_erasure(SUBMISSION, submission.public_id)


def forget_again(public_id: str) -> bool:
    """For the journal of erasures: what a restore brought back. Raises StillNeededError."""
    submission = Submission.objects.filter(public_id=public_id).first()
    if submission is None or not _contacts(submission):
        return False
    forget_submission(submission=submission, by=SYSTEM)
    return True


def _locked(submission: Submission) -> Submission:
    """What came of it first: whoever opens that again waits for us, or we for them."""
    for rows in (HousingRequest.objects.all(), HousingOffer.objects.all()):
        list(rows.select_for_update().filter(submission=submission))
    return Submission.objects.locked(submission.pk)


def _contacts(submission: Submission) -> list[int]:
    whose = Contact.objects.filter(housing_request__submission=submission)
    whose |= Contact.objects.filter(housing_offer__submission=submission)
    whose |= Contact.objects.filter(helper__submission=submission)
    return list(whose.values_list("pk", flat=True))


def _forget_request(submission: Submission) -> None:
    requests = HousingRequest.objects.filter(submission=submission)
    numbers = list(requests.values_list("pk", flat=True))
    Draft.objects.filter(request__in=numbers).delete()
    asks = Proposal.objects.filter(request__in=numbers)
    LoanAgreement.objects.filter(proposal__in=asks).update(requester_name="")
    Placement.objects.filter(request__in=numbers).update(exit_plan="")
    RelayMessage.objects.filter(proposal__in=asks, side=Side.REQUESTER).delete()
    WorkCode.objects.filter(request__in=numbers).delete()
    _forget_names(Extension.objects.filter(placement__request__in=numbers), Side.REQUESTER)
    FollowUp.objects.filter(placement__request__in=numbers).update(words="")
    Verification.objects.filter(request__in=numbers).update(detail="")
    _forget_reasons(Noun.REQUEST, numbers)
    _forget_reasons(Noun.PROPOSAL, list(asks.values_list("pk", flat=True)))
    stays = Placement.objects.filter(request__in=numbers)
    _forget_reasons(Noun.PLACEMENT, list(stays.values_list("pk", flat=True)))
    requests.exclude(outcome="").update(outcome=GONE)
    requests.update(contact=None, phone_digest="", email_digest="", words="")
    requests.update(share_bed=False, infants=0, smokes=False, avoids=[])
    requests.exclude(workplace="").update(workplace=GONE)


def _forget_offer(submission: Submission) -> None:
    offers = HousingOffer.objects.filter(submission=submission)
    numbers = list(offers.values_list("pk", flat=True))
    Draft.objects.filter(offer__in=numbers).delete()
    LoanAgreement.objects.filter(proposal__offer__in=numbers).update(host_name="")
    RelayMessage.objects.filter(proposal__offer__in=numbers, side=Side.HOST).delete()
    HousingAddress.objects.filter(offer__in=numbers).delete()
    _forget_names(Extension.objects.filter(placement__offer__in=numbers), Side.HOST)
    _forget_reasons(Noun.OFFER, numbers)
    centre = offers.values_list("locality__latitude", "locality__longitude").first()
    for latitude, longitude in [centre] if centre else []:
        offers.update(latitude=latitude, longitude=longitude)
    offers.update(contact=None, phone_digest="", email_digest="", words="", access_hours="")
    offers.update(smoking=False, presences=None)


def _forget_names(extensions: QuerySet[Extension], side: Side) -> None:
    """Whoever asked for more nights signed, and so did whoever answered.

    A host answers a coordinator too, who asks for whoever lives there.
    """
    extensions.filter(asked_by=side).update(asked_name="")
    by_host = Q(asked_by=Side.HOST)
    extensions.filter(by_host if side == Side.REQUESTER else ~by_host).update(answer_name="")


def _forget_reasons(noun: Noun, numbers: list[int]) -> None:
    """Events and readings are written once; only their words can be taken out, by this action.

    With them goes the salt of their digest, from which they could be guessed.
    """
    written_once: tuple[type[Model], ...] = (Event, RevealLog)
    for model in written_once:
        rows: QuerySet[Model] = (
            QuerySet(model).filter(noun=noun, number__in=numbers).exclude(reason="")
        )
        rows.update(reason=BLANKED, words_salt="")
