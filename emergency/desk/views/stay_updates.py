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
    return run_on_desk(request, found, pass_on, done=_("Message passed on."), on=on)


@on_request
def keep_message_back(request, found, message):
    on = {"message": _get_message_or_404(found, message)}
    done = _("Message not passed on. The person who wrote it can see this on their page.")
    return run_on_desk(request, found, keep_back, done=done, on=on)


def recorded_in_words(extension):
    """To the coordinator who took the call: the requester reads of `us`."""
    if extension.follow_up is not None:
        return asked_in_words(extension)
    return _("Request recorded. The answer will appear on this page.")


@on_request
def longer_on_desk(request, found, placement):
    stay = get_object_or_404(_whole(found.placements), public_id=placement)
    return run_on_desk(
        request,
        found,
        ask_longer,
        done=recorded_in_words,
        form=LongerByPhoneForm,
        on={"placement": stay},
    )


@on_request
def refuse_on_desk(request, found, extension):
    rows = _whole(Extension.objects.filter(placement__request=found), "placement__")
    on = {"extension": get_object_or_404(rows, public_id=extension)}
    done = _("Saved: the request for more nights was declined by phone.")
    return run_on_desk(request, found, refuse_longer, done=done, on=on)


def _get_message_or_404(found, message):
    rows = RelayMessage.objects.filter(proposal__request=found).select_related("proposal")
    return get_object_or_404(rows, public_id=message)
