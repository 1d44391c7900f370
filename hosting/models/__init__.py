"""The nouns of hosting."""

from hosting.models.access import AccessSurvey
from hosting.models.activities import Activity, Session
from hosting.models.agreements import Agreement, Note
from hosting.models.attestations import Attestation, Checked
from hosting.models.calendars import CalendarPeriod, Hold, NightHold, SeatHold
from hosting.models.communities import Community, Membership, MembershipChange, Sponsorship
from hosting.models.concerns import Concern
from hosting.models.goods import Product, Tip
from hosting.models.local_rules import Decided, LocalRule
from hosting.models.offers import Offer
from hosting.models.photos import OfferPhoto
from hosting.models.places import Place
from hosting.models.rates import Rate, Terms
from hosting.models.reading import CommunityReading, offers_read_by
from hosting.models.requests import Asked, Proposal, ProposedTerms, Request
from hosting.models.sets import RequestSet
from hosting.models.stays import Stay, Unit, UnitBed
from hosting.models.terms import Cause, Interest, Need
from hosting.models.translations import OfferTranslation

__all__ = [
    "AccessSurvey",
    "Activity",
    "Agreement",
    "Asked",
    "Attestation",
    "CalendarPeriod",
    "Cause",
    "Checked",
    "Community",
    "CommunityReading",
    "Concern",
    "Decided",
    "Hold",
    "Interest",
    "LocalRule",
    "Membership",
    "MembershipChange",
    "Need",
    "NightHold",
    "Note",
    "Offer",
    "OfferPhoto",
    "OfferTranslation",
    "Place",
    "Product",
    "Proposal",
    "ProposedTerms",
    "Rate",
    "Request",
    "RequestSet",
    "SeatHold",
    "Session",
    "Sponsorship",
    "Stay",
    "Terms",
    "Tip",
    "Unit",
    "UnitBed",
    "offers_read_by",
]
