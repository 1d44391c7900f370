"""Notices and letters to hosts whose home is called."""

from __future__ import annotations

from typing import Final

from commons.accounts.models import User
from commons.notifications.actions import notices
from emergency.activations.models.activations import Activation

MAIL: Final = "emergency_standby/email/"
STANDBY_CALLED: Final = f"{MAIL}standby_called.txt"
LEND_AGAIN: Final = f"{MAIL}lend_again.txt"


def call_standby(host: User, activation: Activation) -> None:
    notices.notify(host, STANDBY_CALLED, activation)
