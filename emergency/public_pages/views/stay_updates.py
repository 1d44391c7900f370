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
from emergency.public_pages.views.status import post_by_link, run_by_link


def written_in_words(message):
    if message.state == MessageState.HELD:
        return _("Message held back for now. You can read why below.")
    return _("Message sent. The other person can read it on their page.")


def asked_in_words(extension):
    if extension.follow_up is not None:
        return _("The home isn’t free for the extra nights. We’ll look for another one.")
    return _("Request sent. You’ll hear from us.")


@post_by_link
def write(request, submission, proposal):
    ask = get_object_or_404(_of(submission, Proposal.objects), public_id=proposal)
    return run_by_link(
        request,
        submission,
        write_message,
        done=written_in_words,
        form=MessageForm,
        on={"proposal": ask},
    )


@post_by_link
def longer(request, submission, placement):
    stay = get_object_or_404(_of(submission, Placement.objects), public_id=placement)
    return run_by_link(
        request,
        submission,
        ask_longer,
        done=asked_in_words,
        form=LongerForm,
        on={"placement": stay},
    )


@post_by_link
def agree_to_extension(request, submission, extension):
    on, done = {"extension": _extension(submission, extension)}, _("Signed. Thank you.")
    return run_by_link(request, submission, agree_longer, done=done, form=AgreeForm, on=on)


@post_by_link
def refuse_extension(request, submission, extension):
    on, done = (
        {"extension": _extension(submission, extension)},
        _("Thank you. You’ll hear from us."),
    )
    return run_by_link(request, submission, refuse_longer, done=done, on=on)


@post_by_link
def own_appeal(request, submission):
    rows = Suspension.objects.in_force().select_related("offer")
    on = {"suspension": get_object_or_404(rows, offer__submission=submission)}
    done = _(
        "Appeal sent. Someone who wasn’t involved in the decision will decide within three days."
    )
    return run_by_link(request, submission, appeal, done=done, form=AppealForm, on=on)


def _extension(submission, public_id):
    side = (
        "placement__offer" if submission.intake_type == IntakeType.OFFER else "placement__request"
    )
    rows = Extension.objects.filter(**{f"{side}__submission": submission})
    return get_object_or_404(_whole(rows, "placement__"), public_id=public_id)


def _of(submission, rows):
    """Of the bearer of this link alone."""
    side = "offer" if submission.intake_type == IntakeType.OFFER else "request"
    return _whole(rows.filter(**{f"{side}__submission": submission}))


def _whole(rows, path=""):
    return rows.select_related(f"{path}request", f"{path}offer")
