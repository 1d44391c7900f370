"""What an emergency holds of people, and what is left of it once it is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from emergency.activations.models.activations import Activation, Duty
from emergency.activations.models.events import Event
from emergency.activations.models.partners import Partner
from emergency.activations.models.reveals import RevealLog
from emergency.activations.models.switching import SwitchProposal
from emergency.figures.models import DailyFigure
from emergency.figures.selectors.published import PublishedWeek, published_weeks
from emergency.housing.models.alerts import Alert
from emergency.housing.models.calls import HostCall, RequestCall
from emergency.housing.models.drafts import Draft, MatchingRun
from emergency.housing.models.extensions import Extension
from emergency.housing.models.follow_ups import FollowUp
from emergency.housing.models.messages import RelayMessage
from emergency.housing.models.offers import Helper, HousingAddress, HousingOffer
from emergency.housing.models.placements import LoanAgreement, Placement
from emergency.housing.models.proposals import BlockedPair, Proposal, TakenNight
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.suspensions import Suspension
from emergency.housing.models.texts import Text
from emergency.housing.models.verification import RosterEntry, RosterUpload, Verification, WorkCode
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission
from emergency.safety.models import Incident, IncidentNote
from emergency.standby.models import StandbyCall

# In the order in which rows can go: whatever points to another one goes first.
FORGOTTEN: Final[dict[type[Model], tuple[str, Promise]]] = {
    StandbyCall: ("activation", _("requests to hosts of standby homes")),
    Draft: ("run__activation", _("suggested matches")),
    MatchingRun: ("activation", _("matching runs")),
    Alert: ("activation", _("deadline alerts")),
    RevealLog: ("activation", _("access log entries")),
    Event: ("activation", _("history entries")),
    SwitchProposal: ("activation", _("proposals to declare, end, reopen or close an emergency")),
    DailyFigure: ("activation", _("daily figures")),
    BlockedPair: ("request__activation", _("blocked matches")),
    TakenNight: ("offer__activation", _("nights held")),
    IncidentNote: ("incident__activation", _("notes on safety reports")),
    Incident: ("activation", _("safety reports")),
    Suspension: ("activation", _("suspensions of homes")),
    RelayMessage: ("activation", _("messages between guests and hosts")),
    Extension: ("activation", _("extensions of stays")),
    FollowUp: ("placement__activation", _("follow-ups on stays")),
    HostCall: ("offer__activation", _("calls to hosts")),
    RequestCall: ("request__activation", _("calls to people who need a home")),
    Placement: ("activation", _("guests’ stays")),
    LoanAgreement: ("proposal__activation", _("signed loan agreements")),
    Proposal: ("activation", _("requests to hosts")),
    WorkCode: ("request__activation", _("codes sent to work email addresses")),
    Verification: ("request__activation", _("verifications")),
    RosterEntry: ("upload__activation", _("lines of employers’ lists")),
    RosterUpload: ("activation", _("employers’ lists")),
    HousingAddress: ("offer__activation", _("addresses and keys")),
    HousingRequest: ("activation", _("housing requests")),
    HousingOffer: ("activation", _("housing offers")),
    Partner: ("activation", _("partners with their own queue")),
    Helper: ("activation", _("helpers")),
    Text: ("activation", _("text messages")),
    Submission: ("activation", _("references and their links")),
    Duty.hospitals.through: ("duty__activation", _("workplaces assigned to coordinators")),
    Duty: ("activation", _("coordinators")),
}


CONTACTS: Final = _("names, phone numbers and addresses")


@dataclass(frozen=True, slots=True)
class Line:
    """So many rows of a kind."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Retention:
    """A dry run: what would go, and which numbers would stay."""

    activation: Activation
    goes: list[Line]
    stays: list[PublishedWeek]

    @property
    def total(self) -> int:
        return sum(line.count for line in self.goes)


def retention_of(activation: Activation) -> Retention:
    counted = [
        Line(str(FORGOTTEN[model][1] if model in FORGOTTEN else CONTACTS), rows.count())
        for model, rows in rows_to_forget(activation)
    ]
    goes = sorted((line for line in counted if line.count), key=lambda line: -line.count)
    return Retention(activation, goes, published_weeks(activation))


def rows_to_forget(activation: Activation) -> list[tuple[type[Model], QuerySet[Model]]]:
    """Each kind with its rows, in the order in which they can go."""
    rows: list[tuple[type[Model], QuerySet[Model]]] = [
        (model, QuerySet(model).filter(**{path: activation}))
        for model, (path, _label) in FORGOTTEN.items()
    ]
    return [*rows, (Contact, contacts_of(activation))]


def contacts_of(activation: Activation) -> QuerySet[Model]:
    """Of its requests, offers and helpers: read it before these are gone."""
    whose = Q(housing_request__activation=activation)
    whose |= Q(housing_offer__activation=activation) | Q(helper__activation=activation)
    return QuerySet(Contact).filter(whose)
