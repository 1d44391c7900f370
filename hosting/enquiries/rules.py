"""Who may begin a conversation without a request, and who says that it needs no answer."""

import rules

from commons.accounts.permissions import Visitor
from commons.accounts.rules import has_verified_email
from hosting.enquiries.models import Enquiry


@rules.predicate
def receives_enquiry(person: Visitor, enquiry: Enquiry) -> bool:
    """The host, or a coordinator who reads the messages of the community; never who wrote it."""
    if not person.is_authenticated or enquiry.sender_id == person.pk:
        return False
    return enquiry.thread.participants.filter(person=person.pk).exists()


rules.add_perm("enquiries.send_enquiry", rules.is_active & has_verified_email)
rules.add_perm("enquiries.settle_enquiry", rules.is_active & receives_enquiry)
rules.add_perm("enquiries.change_enquiry_settings", rules.is_active & has_verified_email)
rules.add_perm("enquiries.forget_enquiry", rules.always_deny)  # left to SYSTEM
