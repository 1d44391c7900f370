"""While a stay lasts: messages, more nights, and a host's answer to a suspension."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.deeds import carry_out, conclude, try_form
from emergency.actions.extensions import agree_longer, ask_longer, refuse_longer
from emergency.actions.messages import keep_back, pass_on, write_message
from emergency.actions.suspensions import appeal
from emergency.enums import Door, MessageState
from emergency.forms.lasting import (
    AgreeForm,
    AppealForm,
    LongerByPhoneForm,
    LongerForm,
    MessageForm,
)
from emergency.models import Extension, Placement, Proposal, RelayMessage, Suspension
from emergency.views.guards import coordinators_only
from emergency.views.requests import found_request, request_on_desk
from emergency.views.status import bearers_only, party_of, status_page

DECISIONS = {
    "pass-on": (pass_on, _("Passed on.")),
    "keep-back": (keep_back, _("Not passed on. Whoever wrote it sees so.")),
}


@require_POST
@bearers_only
def write(request, submission, proposal):
    ask = get_object_or_404(_of(submission, Proposal.objects), public_id=proposal)
    form, me = MessageForm(request.POST), party_of(submission)
    written = try_form(form, lambda **said: write_message(proposal=ask, by=me, **said))
    if written is None:
        return status_page(request, submission, refused=form)
    return conclude(request, _written(written), to=submission)


@require_POST
@bearers_only
def longer(request, submission, placement):
    stay = get_object_or_404(_of(submission, Placement.objects), public_id=placement)
    form, me = LongerForm(request.POST), party_of(submission)
    asked = try_form(form, lambda **said: ask_longer(placement=stay, by=me, **said))
    if asked is None:
        return status_page(request, submission, refused=form)
    return conclude(request, _asked(asked), to=submission)


@require_POST
@bearers_only
def answer_longer(request, submission, extension, answer):
    side = "placement__offer" if submission.door == Door.LEND else "placement__request"
    rows = Extension.objects.filter(**{f"{side}__submission": submission})
    found = get_object_or_404(_whole(rows, "placement__"), public_id=extension)
    me = party_of(submission)
    if answer == "no":
        done = _("Thank you. You hear from us.")
        return carry_out(
            request, lambda: refuse_longer(extension=found, by=me), done=done, to=submission
        )
    form = AgreeForm(request.POST)
    if try_form(form, lambda full_name: agree_longer(extension=found, full_name=full_name, by=me)):
        return conclude(request, _("Signed. Thank you."), to=submission)
    return status_page(request, submission, refused=form)


@require_POST
@bearers_only
def own_appeal(request, submission):
    rows = Suspension.objects.in_force().select_related("offer")
    found = get_object_or_404(rows, offer__submission=submission)
    form, me = AppealForm(request.POST), party_of(submission)
    if try_form(form, lambda words: appeal(suspension=found, words=words, by=me)):
        done = _("Noted. Somebody who wasn’t part of it decides within three days.")
        return conclude(request, done, to=submission)
    return status_page(request, submission, refused=form)


@require_POST
@coordinators_only
def write_on_desk(request, activation, request_id, proposal):
    found, by = found_request(activation, request_id), request.user
    ask = get_object_or_404(_whole(found.proposals), public_id=proposal)
    form = MessageForm(request.POST)
    written = try_form(form, lambda **said: write_message(proposal=ask, by=by, **said))
    if written is None:
        return request_on_desk(request, activation, found, form=form)
    return conclude(request, _written(written), to=found)


@require_POST
@coordinators_only
def decide_on_message(request, activation, request_id, message, deed):
    found, by = found_request(activation, request_id), request.user
    rows = RelayMessage.objects.filter(proposal__request=found).select_related("proposal")
    held = get_object_or_404(rows, pk=message)
    if deed not in DECISIONS:
        raise Http404
    act, done = DECISIONS[deed]
    return carry_out(request, lambda: act(message=held, by=by), done=done, to=found)


@require_POST
@coordinators_only
def longer_on_desk(request, activation, request_id, placement):
    found, by = found_request(activation, request_id), request.user
    stay = get_object_or_404(_whole(found.placements), public_id=placement)
    form = LongerByPhoneForm(request.POST)
    asked = try_form(form, lambda **said: ask_longer(placement=stay, by=by, **said))
    if asked is None:
        return request_on_desk(request, activation, found, form=form)
    return conclude(request, _asked(asked), to=found)


@require_POST
@coordinators_only
def refuse_on_desk(request, activation, request_id, extension):
    found, by = found_request(activation, request_id), request.user
    rows = _whole(Extension.objects.filter(placement__request=found), "placement__")
    one = get_object_or_404(rows, public_id=extension)
    done = _("Noted, as they said on the telephone.")
    return carry_out(request, lambda: refuse_longer(extension=one, by=by), done=done, to=found)


def _of(submission, rows):
    """Of the bearer of this link alone."""
    side = "offer" if submission.door == Door.LEND else "request"
    return _whole(rows.filter(**{f"{side}__submission": submission}))


def _whole(rows, path=""):
    return rows.select_related(f"{path}request", f"{path}offer")


def _written(message):
    if message.state == MessageState.HELD:
        return _("Held back for now: below it says why.")
    return _("Passed on. The other side reads it on their page.")


def _asked(extension):
    if extension.follow_up is not None:
        return _("Somebody else comes then: we look for another roof from that day on.")
    return _("Asked. You hear from us.")
