"""Reports on safety: told by anybody who lives there or lends, and what coordinators do then."""

from __future__ import annotations

from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from emergency.activations.choices import Side
from emergency.safety.actions import incidents, safeguards
from emergency.safety.models import IncidentReport
from emergency.safety.states import About, Outcome
from tests.emergency.life.actions import party
from tests.emergency.life.going import WHICH, Going

DEEDS = {
    "take": lambda row, by: incidents.take_incident(incident=row, by=by),
    "take over": lambda row, by: incidents.take_incident_over(incident=row, by=by),
    "note": lambda row, by: incidents.add_incident_note(incident=row, words="Called", by=by),
    "part": lambda row, by: safeguards.block_pair(incident=row, by=by),
    "end": lambda row, by: safeguards.end_for_safety(incident=row, by=by),
    "suspend": lambda row, by: safeguards.suspend_for_safety(incident=row, reason="So", by=by),
    "close": lambda row, by: incidents.close_incident(
        incident=row, outcome=Outcome.SETTLED, words="They spoke", by=by
    ),
}


class Worrying(Going):
    """What nobody hopes for, at any moment."""

    @precondition(lambda self: self.scene.stays)
    @rule(which=WHICH, about=st.sampled_from(tuple(About)))
    def somebody_tells_of_something(self, which, about):
        stay = self._one(self.scene.stays, which)
        of_guest = (stay.request, Side.REQUESTER)
        subject, side = of_guest if which % 2 else (stay.offer, Side.HOST)
        report = IncidentReport(key=uuid4(), about=about, words="So it was")
        by = party(subject, side)
        self._try(incidents.report_incident, subject=subject, report=report, by=by)

    @precondition(lambda self: self.scene.incidents)
    @rule(which=WHICH, who=WHICH, action=st.sampled_from(tuple(DEEDS)))
    def somebody_looks_at_a_report(self, which, who, action):
        """Often the one who has it, or takes it now; else the table of states says no."""
        row = self._one(self.scene.incidents, which)
        by = row.owner if row.owner and who % 3 else self._coordinator(who)
        if row.owner is None and which % 2:
            self._try(DEEDS["take"], row, by)
        self._try(DEEDS[action], row, by)
