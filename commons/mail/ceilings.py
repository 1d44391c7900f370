"""How many letters that anybody can ask for go to one mailbox: codes, links and receipts."""

from __future__ import annotations

import logging

from core.quotas.checks import has_room
from core.text.contacts import email_key

logger = logging.getLogger(__name__)


def takes_one_more(address: str, *, network: str = "", browser: str = "") -> bool:
    """Count a letter to this mailbox, or say that it has had enough for now.

    Whoever asked for it is answered alike: neither an account nor its letters show. Of an account
    one knows from where it was asked for: each `network` (`rate_limit_address`) has some more, and
    a `browser` (its token) in which the person was logged in is counted for itself alone.
    """
    mailbox = f"mailbox:{email_key(address)}"
    if browser and has_room("letters_on_demand", f"{mailbox}:browser:{browser}"):
        return True
    if has_room("letters_on_demand", mailbox):
        return True
    if network and _is_spared(mailbox, network):
        return True
    logger.warning("a mailbox has had as many codes, links and receipts as it may")
    return False


def _is_spared(mailbox: str, network: str) -> bool:
    of_network = has_room("letters_on_demand_of_network", f"{mailbox}:network:{network}")
    return of_network and has_room("letters_on_demand_of_networks", mailbox)
