"""The nouns of hosting."""

from hosting.models.access import AccessSurvey
from hosting.models.activities import Activity
from hosting.models.agreements import Agreement, AgreementContacts
from hosting.models.attestations import Attestation, AttestationData
from hosting.models.calendars import CalendarPeriod, Hold, NightHold, SeatHold, Session
from hosting.models.communities import Community, Membership, MembershipChange, Sponsorship
from hosting.models.concerns import Concern
from hosting.models.founding import FoundingMember, FoundingRequest
from hosting.models.goods import Product, Tip
from hosting.models.local_rules import LocalRule, RuleData
from hosting.models.notes import Note
from hosting.models.offers import Offer
from hosting.models.photos import OfferPhoto
from hosting.models.places import Place
from hosting.models.rates import Rate, Terms
from hosting.models.request_sets import RequestSet
from hosting.models.requests import Proposal, ProposedTerms, Request, RequestDraft
from hosting.models.review import CommunityReading, offers_reviewable_by
from hosting.models.sponsor_invitations import SponsorInvitation
from hosting.models.stays import Stay, Unit, UnitBed
from hosting.models.terms import Cause, Interest, Need
from hosting.models.translations import OfferTranslation

__all__ = [
    "AccessSurvey",
    "Activity",
    "Agreement",
    "AgreementContacts",
    "Attestation",
    "AttestationData",
    "CalendarPeriod",
    "Cause",
    "Community",
    "CommunityReading",
    "Concern",
    "FoundingMember",
    "FoundingRequest",
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
    "RequestDraft",
    "RequestSet",
    "RuleData",
    "SeatHold",
    "Session",
    "SponsorInvitation",
    "Sponsorship",
    "Stay",
    "Terms",
    "Tip",
    "Unit",
    "UnitBed",
    "offers_reviewable_by",
]
