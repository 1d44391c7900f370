"""What was measured about the way in, as sentences; what nobody looked at is said too."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from hosting.offers.choices.lists import AccessNeed
from hosting.offers.models.access import AccessSurvey

YES_OR_NO = (
    ("has_lift", "up-small", gettext_lazy("Lift")),
    ("has_quiet_room", "quiet", gettext_lazy("Quiet room")),
    ("welcomes_assistance_dogs", "dog", gettext_lazy("Assistance dog")),
    ("has_hearing_loop", "bell", gettext_lazy("Hearing loop")),
    ("has_night_lighting", "sun", gettext_lazy("Path lit at night")),
    ("has_adapted_parking", "car", gettext_lazy("Accessible parking")),
)
NEEDS = {
    "has_quiet_room": AccessNeed.QUIET_ROOM,
    "welcomes_assistance_dogs": AccessNeed.ASSISTANCE_DOG,
}
WASHING = (
    ("has_level_shower", gettext_lazy("step-free shower"), gettext_lazy("no step-free shower")),
    ("has_grab_bars", gettext_lazy("grab bars"), gettext_lazy("no grab bars")),
    ("has_adapted_toilet", gettext_lazy("accessible toilet"), gettext_lazy("no accessible toilet")),
)


@dataclass(frozen=True, slots=True)
class AccessFact:
    """One line of `components/access_list.html`; `state` is "no", "unknown" or nothing."""

    icon: str
    name: str
    value: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class AccessSummary:
    """The survey of an offer as a page tells it."""

    facts: tuple[AccessFact, ...]
    surveyed_on: date | None
    details: str


def summarize_access(survey: AccessSurvey, *, met: Collection[str] = frozenset()) -> AccessSummary:
    """`met` are slugs of needs that the host says are met: they answer where nobody measured."""
    return AccessSummary(access_facts(survey, met=met), survey.surveyed_on, survey.details)


def access_facts(
    survey: AccessSurvey, *, met: Collection[str] = frozenset()
) -> tuple[AccessFact, ...]:
    """Steps, doors and washing as measured, then what there is and isn't."""
    widths = []
    if survey.entrance_width is not None:
        widths.append(_("entrance %(width)s cm wide") % {"width": survey.entrance_width})
    if survey.narrowest_door is not None:
        widths.append(_("narrowest door %(width)s cm wide") % {"width": survey.narrowest_door})
    name = _("Doors")
    return (
        _steps(survey),
        AccessFact("ruler", name, ", ".join(widths)) if widths else _unknown("ruler", name),
        _washing(survey),
        *_yes_or_no(survey, met),
    )


def _steps(survey: AccessSurvey) -> AccessFact:
    name, count = _("Steps at the entrance"), survey.entrance_steps
    if count is None:
        return _unknown("steps", name)
    if count == 0:
        return AccessFact("steps", name, pgettext("steps", "none"))
    words = ngettext("%(count)s step", "%(count)s steps", count) % {"count": count}
    if survey.step_height:
        words = _("%(steps)s of %(height)s cm") % {"steps": words, "height": survey.step_height}
    if survey.has_ramp:
        words = _("%(steps)s, with a ramp") % {"steps": words}
    return AccessFact("steps", name, words)


def _washing(survey: AccessSurvey) -> AccessFact:
    name = _("Bathroom")
    known = [(getattr(survey, field), yes, no) for field, yes, no in WASHING]
    words = [str(yes if there else no) for there, yes, no in known if there is not None]
    if not words:
        return _unknown("bath", name)
    state = "" if any(there for there, _yes, _no in known) else "no"
    return AccessFact("bath", name, ", ".join(words), state)


def _yes_or_no(survey: AccessSurvey, met: Collection[str]) -> Iterable[AccessFact]:
    for field, icon, name in YES_OR_NO:
        there = getattr(survey, field)
        if there is None and NEEDS.get(field) in met:
            yield AccessFact(icon, str(name), _("yes, according to the host"))
        elif there is None:
            yield _unknown(icon, str(name))
        elif there:
            yield AccessFact(icon, str(name), pgettext("access", "yes"))
        else:
            yield AccessFact(icon, str(name), pgettext("access", "no"), "no")


def _unknown(icon: str, name: str) -> AccessFact:
    return AccessFact(icon, name, _("not checked yet: ask the host"), "unknown")
