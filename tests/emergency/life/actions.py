"""Deeds by name, for hypothesis to choose from, and who may try them."""

from emergency.housing.actions import calls, entry, offers, placements, proposals, requests, reveals
from emergency.housing.choices import RequestCallOutcome
from emergency.housing.states.proposals import Refusal
from emergency.intake.models.parties import Party

REACHED = RequestCallOutcome.REACHED
REQUEST_DEEDS = {
    "take on": lambda row, by: requests.take_on(request=row, by=by),
    "call": lambda row, by: calls.call_requester(request=row, reason="First call", by=by),
    "reached": lambda row, by: calls.record_request_call(request=row, outcome=REACHED, by=by),
    "hand back": lambda row, by: requests.hand_back(request=row, by=by),
    "ask for more": lambda row, by: requests.ask_for_more(request=row, reason="Which?", by=by),
    "go on": lambda row, by: requests.resume_verification(request=row, by=by),
    "ineligible": lambda row, by: requests.mark_ineligible(request=row, reason="Not here", by=by),
    "refer": lambda row, by: requests.refer(request=row, reason="A hotel", by=by),
    "unmet": lambda row, by: requests.close_as_unmet(request=row, reason="None left", by=by),
    "withdraw": lambda row, by: requests.withdraw(request=row, by=by),
}
OFFER_DEEDS = {
    "begin": lambda row, by: offers.begin_check(offer=row, by=by),
    "pass": lambda row, by: offers.pass_check(offer=row, level=1, by=by),
    "refuse": lambda row, by: offers.refuse_offer(offer=row, reason="A ruin", by=by),
    "confirm": lambda row, by: offers.confirm_offer(offer=row, by=by),
    "pause": lambda row, by: offers.pause_offer(offer=row, by=by),
    "withdraw": lambda row, by: offers.withdraw_offer(offer=row, by=by),
    "suspend": lambda row, by: offers.suspend_offer(offer=row, reason="A report", by=by),
    "reinstate": lambda row, by: offers.reinstate_offer(offer=row, reason="Heard", by=by),
}
ENDINGS = {
    "end": placements.end_stay,
    "call off": placements.call_off,
    "no show": placements.record_no_show,
    "break down": placements.break_down,
}
BACK_IN_THE_QUEUE = set(ENDINGS) - {"end"}


def party(row, side):
    return Party(row.submission, side)


def sides(row, side, coordinators):
    """Whoever may try: the bearer of the link, two coordinators, a stranger to it all."""
    return [party(row, side), *coordinators]


def deeds_of_parties(row):
    """Everything that the two sides may do to an ask or a stay, and nobody else by a link."""
    if hasattr(row, "asked_at"):
        return [
            (proposals.accept_as_host, {"proposal": row, "full_name": "Nobody"}),
            (placements.accept_as_requester, {"proposal": row, "full_name": "Nobody"}),
            (proposals.decline_as_host, {"proposal": row, "refusal": Refusal.DATES}),
            (proposals.decline_as_requester, {"proposal": row, "refusal": Refusal.DATES}),
        ]
    return [
        (placements.check_in, {"placement": row}),
        (placements.call_off, {"placement": row, "reason": "Mischief"}),
        (placements.break_down, {"placement": row, "reason": "Mischief"}),
        (entry.describe_entry, {"placement": row, "access_code": "1"}),
        (reveals.reveal_home, {"placement": row}),
        (reveals.reveal_guest, {"placement": row}),
    ]
