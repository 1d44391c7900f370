"""The nouns of an emergency."""

from emergency.models.activations import Activation, Duty
from emergency.models.alerts import Alert
from emergency.models.calls import HostCall, RequestCall
from emergency.models.categories import Category
from emergency.models.contacts import Contact, digest_of
from emergency.models.drafts import Draft, MatchingRun
from emergency.models.events import Event
from emergency.models.extensions import Extension
from emergency.models.figures import DailyFigure, WeeklyFigure
from emergency.models.follow_ups import FollowUp, kind_on, next_day
from emergency.models.incidents import Incident, IncidentNote, IncidentReport
from emergency.models.intake import Submission, public_id_in, reference_of
from emergency.models.messages import RelayMessage, is_relayed, passable
from emergency.models.offers import ENTRY_FIELDS, HAS_ENTRY, Helper, HousingAddress, HousingOffer
from emergency.models.parties import Acting, Party, person_of, side_of
from emergency.models.partners import Partner
from emergency.models.placements import LoanAgreement, Placement
from emergency.models.places import Hospital
from emergency.models.proposals import BlockedPair, Proposal, TakenNight
from emergency.models.requests import HousingRequest
from emergency.models.reveals import RevealLog
from emergency.models.standby import Standby, StandbyCall
from emergency.models.suspensions import Suspension
from emergency.models.switching import SwitchProposal
from emergency.models.texts import Text
from emergency.models.verification import RosterEntry, RosterUpload, Verification, WorkCode

__all__ = [
    "ENTRY_FIELDS",
    "HAS_ENTRY",
    "Acting",
    "Activation",
    "Alert",
    "BlockedPair",
    "Category",
    "Contact",
    "DailyFigure",
    "Draft",
    "Duty",
    "Event",
    "Extension",
    "FollowUp",
    "Helper",
    "Hospital",
    "HostCall",
    "HousingAddress",
    "HousingOffer",
    "HousingRequest",
    "Incident",
    "IncidentNote",
    "IncidentReport",
    "LoanAgreement",
    "MatchingRun",
    "Partner",
    "Party",
    "Placement",
    "Proposal",
    "RelayMessage",
    "RequestCall",
    "RevealLog",
    "RosterEntry",
    "RosterUpload",
    "Standby",
    "StandbyCall",
    "Submission",
    "Suspension",
    "SwitchProposal",
    "TakenNight",
    "Text",
    "Verification",
    "WeeklyFigure",
    "WorkCode",
    "digest_of",
    "is_relayed",
    "kind_on",
    "next_day",
    "passable",
    "person_of",
    "public_id_in",
    "reference_of",
    "side_of",
]
