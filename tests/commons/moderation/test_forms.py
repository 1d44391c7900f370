"""What is asked of whoever reports and of whoever decides."""

import pytest

from commons.moderation.forms import ProactiveDecisionForm, ReportForm, VerdictForm
from commons.moderation.states import Ground, Measure, Reason

REPORT = {
    "reason": Reason.OTHER,
    "words": "The second picture.",
    "name": "Camille",
    "email": "camille@example.org",
    "good_faith": "on",
}
VERDICT = {
    "seen": "1",
    "measure": Measure.HIDDEN,
    "ground": Ground.COMMUNITY,
    "rule": "Charter, 2",
    "facts": "A telephone number.",
    "words": "It names somebody.",
}


def report(is_known=False, **changes):
    return ReportForm(REPORT | changes, is_known=is_known)


@pytest.mark.parametrize("missing", list(REPORT))
def test_report_form_asks_a_visitor_for_everything(missing):
    assert list(report(**{missing: ""}).errors) == [missing]


def test_report_form_asks_no_member_who_they_are():
    form = report(is_known=True, name="", email="")

    assert form.is_valid()
    assert set(form.fields) == {"reason", "words", "good_faith", "website"}


def test_report_form_may_stay_without_a_name_for_violence_against_children():
    assert report(reason=Reason.CHILD, name="", email="").errors == {}


def test_report_form_catches_programs():
    assert report(website="https://spam.example").errors == {"website": ["Leave this field empty."]}


def verdict(measures=(Measure.HIDDEN, Measure.ASKED), **changes):
    return VerdictForm(VERDICT | {"days": "14"} | changes, measures=list(measures))


@pytest.mark.parametrize("missing", ["seen", "measure", "facts", "words", "days"])
def test_verdict_form_asks_for_its_reasons(missing):
    assert list(verdict(**{missing: ""}).errors) == [missing]


def test_verdict_form_gives_days_only_where_a_change_is_asked_for():
    form = verdict([Measure.HIDDEN], days="")

    assert form.is_valid()
    assert "days" not in form.fields


def test_verdict_form_refuses_a_measure_that_is_not_theirs():
    assert list(verdict([Measure.ASKED]).errors) == ["measure"]


@pytest.mark.parametrize("days", ["0", "91", "soon"])
def test_verdict_form_keeps_days_within_a_quarter(days):
    assert list(verdict(days=days).errors) == ["days"]


@pytest.mark.parametrize("missing", ["ground", "rule"])
def test_proactive_form_always_names_its_rule(missing):
    form = ProactiveDecisionForm(VERDICT | {missing: ""}, measures=[Measure.HIDDEN])

    assert list(form.errors) == [missing]


@pytest.mark.parametrize(
    ("measures", "initial"),
    [([Measure.HIDDEN], Measure.HIDDEN), ([Measure.HIDDEN, Measure.ASKED], None)],
)
def test_proactive_form_chooses_for_nobody_among_several(measures, initial):
    form = ProactiveDecisionForm(measures=measures)

    assert form["measure"].value() == initial
    assert "seen" not in form.fields
