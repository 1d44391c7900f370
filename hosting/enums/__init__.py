"""States, the tables of steps between them, and the closed lists of hosting."""

from hosting.enums.attestations import AttestationKind
from hosting.enums.calendars import SESSION_TRANSITIONS, DayState, SessionState
from hosting.enums.communities import (
    COMMUNITY_TRANSITIONS,
    FOUNDING_TRANSITIONS,
    GUEST_RULES,
    MEMBERSHIP_TRANSITIONS,
    RULE_RANGES,
    CommunityState,
    FoundingState,
    MembershipState,
    RuleKind,
)
from hosting.enums.lists import (
    AccessNeed,
    Bathroom,
    BedKind,
    ContractParty,
    ExchangeMode,
    Facet,
    LodgingKind,
    Means,
    OfferKind,
    RateUnit,
    TranslatedBy,
)
from hosting.enums.offers import OFFER_TRANSITIONS, OfferState
from hosting.enums.requests import (
    PROPOSAL_TRANSITIONS,
    REQUEST_TRANSITIONS,
    SET_TRANSITIONS,
    ProposalState,
    ReasonOfStay,
    RequestState,
    SetState,
)
from hosting.enums.steps import STEPS, OfferStep

__all__ = [
    "COMMUNITY_TRANSITIONS",
    "FOUNDING_TRANSITIONS",
    "GUEST_RULES",
    "MEMBERSHIP_TRANSITIONS",
    "OFFER_TRANSITIONS",
    "PROPOSAL_TRANSITIONS",
    "REQUEST_TRANSITIONS",
    "RULE_RANGES",
    "SESSION_TRANSITIONS",
    "SET_TRANSITIONS",
    "STEPS",
    "AccessNeed",
    "AttestationKind",
    "Bathroom",
    "BedKind",
    "CommunityState",
    "ContractParty",
    "DayState",
    "ExchangeMode",
    "Facet",
    "FoundingState",
    "LodgingKind",
    "Means",
    "MembershipState",
    "OfferKind",
    "OfferState",
    "OfferStep",
    "ProposalState",
    "RateUnit",
    "ReasonOfStay",
    "RequestState",
    "RuleKind",
    "SessionState",
    "SetState",
    "TranslatedBy",
]
