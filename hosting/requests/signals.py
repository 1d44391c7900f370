"""What requests announce upwards, inside the transaction, to receivers that only write rows."""

from django.dispatch import Signal

request_changed = Signal()  # sender=Request, request: sent, or in another state than before
request_handed_over = Signal()  # sender=Request, request: with its new host
# Of requests of an organisation alone: who asks for themselves has no quote.
proposal_to_organisation_made = (
    Signal()
)  # sender=Proposal, proposal: on the table instead of others
# By a host who has read which of these dates another calendar of theirs takes.
agreed_despite_calendars = Signal()  # sender=Hold, hold, by
organisation_agreed = Signal()  # sender=Agreement, agreement
