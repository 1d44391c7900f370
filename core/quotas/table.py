"""Rows of the table of quotas, which is the setting QUOTAS (`config/settings/quotas.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.utils.functional import Promise


class Counted(StrEnum):
    """By whom or what a quota counts, in the words of the documentation."""

    PERSON = "person"
    ADDRESS = "IP address"  # a network of 64 bits for IPv6
    VISITOR = "person, or IP address without an account"
    SEAT = "place in a trip"
    PERSON_AND_CONVERSATION = "person and conversation"
    COMMUNITY = "community"
    INVITATION = "invitation"
    MAILBOX = "email address that is written to"
    MAILBOX_AND_ADDRESS = "email address that is written to, and IP address that asks"
    STAY_SIDE = "side of a stay"
    HOUSING_REQUEST = "request for housing"
    WORK_ADDRESS = "email address at work"
    WORK_DOMAIN = "employer's domain"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Quota:
    """At most `most` of `what` within `within`, or at the same time where that is None.

    `what` is an `ngettext_lazy` that is counted by `most`.
    """

    counted: Counted
    what: Promise
    most: int
    within: timedelta | None
