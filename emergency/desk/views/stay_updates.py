"""While a stay lasts, on the desk: messages and more nights, written down for a caller."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from emergency.desk.views.guards import coordinators_only
from emergency.desk.views.requests import get_request_or_404, run_on_desk
from emergency.housing.actions.extensions import ask_longer, refuse_longer
from emergency.housing.actions.messages import keep_back, pass_on, write_message
from emergency.housing.forms.stay_updates import LongerByPhoneForm, MessageForm
from emergency.housing.models.extensions import Extension
from emergency.housing.models.messages import RelayMessage
from emergency.public_pages.views.post_actions import PostAction
from emergency.public_pages.views.post_or_return import post_or_return
from emergency.public_pages.views.stay_updates import _whole, asked_in_words, written_in_words

ON_DESK = {
    "write": PostAction(write_message, written_in_words, MessageForm),
    "longer": PostAction(ask_longer, asked_in_words, LongerByPhoneForm),
    "no": PostAction(refuse_longer, _("Noted, as they said on the telephone.")),
}


DECISIONS = {
    "pass-on": PostAction(pass_on, _("Passed on.")),
    "keep-back": PostAction(keep_back, _("Not passed on. Whoever wrote it sees so.")),
}


@post_or_return("emergency:request", "request_id")
@coordinators_only
def write_on_desk(request, activation, request_id, proposal):
    found = get_request_or_404(activation, request_id)
    ask = get_object_or_404(_whole(found.proposals), public_id=proposal)
    return run_on_desk(request, found, ON_DESK, "write", on={"proposal": ask})


@post_or_return("emergency:request", "request_id")
@coordinators_only
def decide_on_message(request, activation, request_id, message, action):
    found = get_request_or_404(activation, request_id)
    rows = RelayMessage.objects.filter(proposal__request=found).select_related("proposal")
    held = get_object_or_404(rows, public_id=message)
    return run_on_desk(request, found, DECISIONS, action, on={"message": held})


@post_or_return("emergency:request", "request_id")
@coordinators_only
def longer_on_desk(request, activation, request_id, placement):
    found = get_request_or_404(activation, request_id)
    stay = get_object_or_404(_whole(found.placements), public_id=placement)
    return run_on_desk(request, found, ON_DESK, "longer", on={"placement": stay})


@post_or_return("emergency:request", "request_id")
@coordinators_only
def refuse_on_desk(request, activation, request_id, extension):
    found = get_request_or_404(activation, request_id)
    rows = _whole(Extension.objects.filter(placement__request=found), "placement__")
    one = get_object_or_404(rows, public_id=extension)
    return run_on_desk(request, found, ON_DESK, "no", on={"extension": one})
