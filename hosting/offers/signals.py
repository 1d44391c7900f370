"""What offers announce upwards, inside the transaction, to receivers that only write rows."""

from django.dispatch import Signal

offer_published = Signal()  # sender=Offer, offer: read, and open to everybody
offer_changed = Signal()  # sender=Offer, offer: state, place or rates of a public offer changed
offer_withdrawn = Signal()  # sender=Offer, offer: no longer to be found
# sender=Offer, offer, host, was_public: nobody speaks for its organisation now, so it was paused.
# host is who acts for it no longer, or None where the organisation was hidden.
offer_left = Signal()
offer_handed_over = Signal()  # sender=Offer, offer, before: who was its host until now
offer_erased = Signal()  # sender=Offer, offer: its host has left; words and place are gone
stock_changed = Signal()  # sender=Product, product, before: None where it isn't counted
offers_of_member_withdrawn = Signal()  # sender=Offer, membership, offers: that were public
