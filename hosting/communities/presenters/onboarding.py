"""How far somebody has come on the way into a community; packages above add steps of theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.registry import Registry
from core.text.formatting import format_day
from hosting.communities.models.communities import Membership
from hosting.communities.states import MembershipState


@dataclass(frozen=True, slots=True)
class ChecklistStep:
    """What components/checklist.html shows. `state` is done, next or nothing."""

    title: str
    text: str
    state: str
    url: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class AddedSteps:
    """Steps after the charter. `titles` says how they are called, by name and in their order."""

    titles: Callable[[], Mapping[str, str]]
    steps: Callable[[Membership, Mapping[str, str]], Iterable[ChecklistStep]]


_added_steps = Registry[AddedSteps]()


def register_onboarding_steps(added: AddedSteps) -> None:
    """A package registers in its `registrations`."""
    _added_steps.register(added)


def step_titles() -> dict[str, str]:
    """By name, in their order, how each step from an introduction to a meeting is called."""
    sponsors = ngettext(
        "Get %(count)s member to vouch for you",
        "Get %(count)s members to vouch for you",
        settings.HOSTING_SPONSORS_NEEDED,
    )
    titles = {
        "introduction": _("Introduce yourself"),
        "sponsors": sponsors % {"count": settings.HOSTING_SPONSORS_NEEDED},
        "charter": _("Read and sign the charter"),
    }
    for added in _added_steps:
        titles.update(added.titles())
    return {**titles, "meeting": _("Meet someone from the community")}


def onboarding_steps(membership: Membership) -> list[ChecklistStep]:
    """The steps of `step_titles`, as far as they are done; the first that isn't comes next."""
    titles = step_titles()
    title = titles["meeting"]
    if membership.met_at is None:
        meeting = ChecklistStep(title, _("a sponsor or a coordinator records the meeting"), "")
    else:
        meeting = ChecklistStep(
            title, _("on %(day)s") % {"day": format_day(membership.met_at)}, "done"
        )
    if membership.words:
        text = _("written on %(day)s") % {"day": _day(membership.applied_at)}
    else:
        text = _("one of the founders")
    steps = [
        ChecklistStep(titles["introduction"], text, "done"),
        _sponsors(membership, titles["sponsors"]),
        _charter(membership, titles["charter"]),
        *(step for added in _added_steps for step in added.steps(membership, titles)),
        meeting,
    ]
    following = next((step for step in steps if step.state != "done"), None)
    return [replace(step, state="next") if step is following else step for step in steps]


def onboarding_progress(membership: Membership) -> list[ChecklistStep]:
    """The same steps for somebody else's eyes: nothing to press."""
    return [replace(step, url="", label="") for step in onboarding_steps(membership)]


def _sponsors(membership: Membership, title: str) -> ChecklistStep:
    names = [word.sponsor.display_name for word in membership.sponsorships.all()]
    if membership.state != MembershipState.CANDIDATE:
        founder = _("one of the founders")
        text = _("vouched for by %(names)s") % {"names": ", ".join(names)}
        return ChecklistStep(title, text if names else founder, "done")
    if not names:
        return ChecklistStep(title, _("members who know you"), "")
    missing = max(settings.HOSTING_SPONSORS_NEEDED - len(names), 0)
    text = _("%(names)s; sponsors still needed: %(missing)s") % {
        "names": ", ".join(names),
        "missing": missing,
    }
    return ChecklistStep(title, text, "")


def _charter(membership: Membership, title: str) -> ChecklistStep:
    url = membership.get_absolute_url() + "#charter"
    present, signed = membership.community.charter_version, membership.charter_signed_version
    if membership.charter_signed_at is None:
        text = _("version %(version)s to read") % {"version": present}
        return ChecklistStep(title, text, "", url, _("Read the charter"))
    text = _("version %(version)s, signed on %(day)s") % {
        "version": signed,
        "day": _day(membership.charter_signed_at),
    }
    if signed == present:
        return ChecklistStep(title, text, "done")
    text += " · " + _("version %(version)s to read") % {"version": present}
    return ChecklistStep(title, text, "done", url, _("Read the new version"))


def _day(moment: datetime) -> str:
    return format_day(moment)
