"""While a stay lasts, on the desk: messages and more nights, written down for a caller."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from emergency.desk.views.requests import on_request, run_on_desk
from emergency.housing.actions.extensions import ask_longer, refuse_longer
from emergency.housing.actions.messages import keep_back, pass_on, write_message
from emergency.housing.forms.stay_updates import LongerByPhoneForm, MessageForm
from emergency.housing.models.extensions import Extension
from emergency.housing.models.messages import RelayMessage
from emergency.public_pages.views.stay_updates import _whole, asked_in_words, written_in_words


@on_request
def write_on_desk(request, found, proposal):
    ask = get_object_or_404(_whole(found.proposals), public_id=proposal)
    return run_on_desk(
        request, found, write_message, done=written_in_words, form=MessageForm, on={"proposal": ask}
    )


@on_request
def pass_message_on(request, found, message):
    on = {"message": _get_message_or_404(found, message)}
    return run_on_desk(request, found, pass_on, done=_("Passed on."), on=on)


@on_request
def keep_message_back(request, found, message):
    on = {"message": _get_message_or_404(found, message)}
    done = _("Not passed on. Whoever wrote it sees so.")
    return run_on_desk(request, found, keep_back, done=done, on=on)


@on_request
def longer_on_desk(request, found, placement):
    stay = get_object_or_404(_whole(found.placements), public_id=placement)
    return run_on_desk(
        request,
        found,
        ask_longer,
        done=asked_in_words,
        form=LongerByPhoneForm,
        on={"placement": stay},
    )


@on_request
def refuse_on_desk(request, found, extension):
    rows = _whole(Extension.objects.filter(placement__request=found), "placement__")
    on = {"extension": get_object_or_404(rows, public_id=extension)}
    done = _("Noted, as they said on the telephone.")
    return run_on_desk(request, found, refuse_longer, done=done, on=on)


def _get_message_or_404(found, message):
    rows = RelayMessage.objects.filter(proposal__request=found).select_related("proposal")
    return get_object_or_404(rows, public_id=message)
