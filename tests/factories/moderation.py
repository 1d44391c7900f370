"""What was reported, and what was decided."""

from commons.moderation.actions.decisions import Verdict, decide_case
from commons.moderation.actions.reports import report
from commons.moderation.reportable_types import reportable_type_named
from commons.moderation.states import Measure
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory

REPORT_DATA = {"reason": "false", "words": "The second sentence.", "name": "Ada", "email": ""}
HIDE = {  # as the form sends it
    "measure": "hidden",
    "ground": "site",
    "rule": "Rule 3",
    "facts": "It says that the mill is his.",
    "words": "It isn’t.",
    "days": "14",
    "seen": "0",
}


def reported(name, subject, /, *, by=None, **words):
    """A report about something public, by an account or by an address."""
    return report(
        kind=reportable_type_named(name), subject=subject, words=REPORT_DATA | words, by=by
    )


def verdict(measure=Measure.HIDDEN, **words):
    """With a rule where one is needed."""
    fields = {"facts": "It says that the mill is his.", "words": "It isn’t.", "days": 14}
    ruled = {} if measure == Measure.NONE else {"ground": "site", "rule": "Rule 3: be true"}
    return Verdict(measure=measure, **(fields | ruled | words))


def decided(case, *, by=None, measure=Measure.HIDDEN, **words):
    """By somebody of the co-operative unless told otherwise."""
    seen = case.decisions.count()
    who = by or UserFactory(is_superuser=True)
    return decide_case(case=case, verdict=verdict(measure, **words), seen=seen, by=who)


def coordinator_of(community, **person):
    named = {f"person__{name}": value for name, value in person.items()}
    return MembershipFactory(community=community, is_coordinator=True, **named).person
