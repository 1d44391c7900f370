"""While a stay lasts: messages, more nights, and a host's answer to a suspension."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from emergency.housing.actions.extensions import agree_longer, ask_longer, refuse_longer
from emergency.housing.actions.messages import write_message
from emergency.housing.actions.suspensions import appeal
from emergency.housing.forms.stay_updates import AgreeForm, AppealForm, LongerForm, MessageForm
from emergency.housing.models.extensions import Extension
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.suspensions import Suspension
from emergency.housing.states.messages import MessageState
from emergency.intake.choices import IntakeType
from emergency.public_pages.views.post_actions import PostAction
from emergency.public_pages.views.status import post_by_link, run_by_link


def written_in_words(message):
    if message.state == MessageState.HELD:
        return _("Held back for now: below it says why.")
    return _("Passed on. The other side reads it on their page.")


def asked_in_words(extension):
    if extension.follow_up is not None:
        return _("Somebody else comes then: we look for another roof from that day on.")
    return _("Asked. You hear from us.")


BY_LINK = {
    "write": PostAction(write_message, written_in_words, MessageForm),
    "longer": PostAction(ask_longer, asked_in_words, LongerForm),
    "no": PostAction(refuse_longer, _("Thank you. You hear from us.")),
    "yes": PostAction(agree_longer, _("Signed. Thank you."), AgreeForm),
    "appeal": PostAction(
        appeal,
        _("Noted. Somebody who wasn’t part of it decides within three days."),
        AppealForm,
    ),
}


@post_by_link
def write(request, submission, proposal):
    ask = get_object_or_404(_of(submission, Proposal.objects), public_id=proposal)
    return run_by_link(request, submission, BY_LINK, "write", on={"proposal": ask})


@post_by_link
def longer(request, submission, placement):
    stay = get_object_or_404(_of(submission, Placement.objects), public_id=placement)
    return run_by_link(request, submission, BY_LINK, "longer", on={"placement": stay})


@post_by_link
def answer_longer(request, submission, extension, answer):
    side = "placement__offer" if submission.door == IntakeType.OFFER else "placement__request"
    rows = Extension.objects.filter(**{f"{side}__submission": submission})
    found = get_object_or_404(_whole(rows, "placement__"), public_id=extension)
    return run_by_link(request, submission, BY_LINK, answer, on={"extension": found})


@post_by_link
def own_appeal(request, submission):
    rows = Suspension.objects.in_force().select_related("offer")
    found = get_object_or_404(rows, offer__submission=submission)
    return run_by_link(request, submission, BY_LINK, "appeal", on={"suspension": found})


def _of(submission, rows):
    """Of the bearer of this link alone."""
    side = "offer" if submission.door == IntakeType.OFFER else "request"
    return _whole(rows.filter(**{f"{side}__submission": submission}))


def _whole(rows, path=""):
    return rows.select_related(f"{path}request", f"{path}offer")
