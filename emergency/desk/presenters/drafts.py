"""The drafts of a coordinator's perimeter: which home for whom and why, and what keeps others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from emergency.activations.models.activations import Duty
from emergency.desk.presenters.desk import PAGE, Desk, Filter
from emergency.housing.models.drafts import Draft, DraftQuerySet, MatchingRun
from emergency.housing.models.requests import HousingRequest
from emergency.housing.presenters.homes import journey_in_words
from emergency.housing.selectors.matching_input import CurrentMarket, requests_to_place
from emergency.housing.states.matching_runs import RunState
from emergency.matching.constraints import HardConstraint

BLOCKING: Final = {  # every constraint: the desk says one of them where no home was found
    HardConstraint.BY_HAND: gettext_lazy("Children are coming too, so a coordinator decides."),
    HardConstraint.BLOCKED: gettext_lazy(
        "The suitable homes can’t be matched with this guest again."
    ),
    HardConstraint.LIVE: gettext_lazy("No suitable home is ready."),
    HardConstraint.FRESH: gettext_lazy(
        "No suitable home has been confirmed recently. Call the hosts."
    ),
    HardConstraint.CHECKED: gettext_lazy("No suitable home has the check level it needs."),
    HardConstraint.ASKS: gettext_lazy(
        "Every suitable host has already been asked often enough this week."
    ),
    HardConstraint.HOUSEHOLD: gettext_lazy(
        "The guest didn’t agree to the kind of household in any suitable home."
    ),
    HardConstraint.PEOPLE: gettext_lazy("No suitable home takes this many people."),
    HardConstraint.LENGTH: gettext_lazy(
        "The stay is too short or too long for every suitable home."
    ),
    HardConstraint.TAKEN: gettext_lazy(
        "Every suitable home is taken or suggested for someone else."
    ),
    HardConstraint.TRAVEL: gettext_lazy("Every suitable home is too far from work."),
    HardConstraint.NIGHTS: gettext_lazy("No suitable home is free for all these nights."),
    HardConstraint.WHOLE_PLACE: gettext_lazy("Every home nearby is shared with the host."),
    HardConstraint.BEDS: gettext_lazy("Suitable homes don’t have enough beds."),
    HardConstraint.STEP_FREE: gettext_lazy("No suitable home is step-free."),
    HardConstraint.PETS: gettext_lazy("No suitable home accepts pets."),
    HardConstraint.SMOKING: gettext_lazy("No suitable home allows smoking."),
    HardConstraint.ALLERGY: gettext_lazy(
        "Every suitable home has, or may have, something the guest can’t live with."
    ),
}
PARTS: Final = {
    "homes": gettext_lazy("Suggested matches"),
    "without": gettext_lazy("No home found: what would help"),
    "stale": gettext_lazy("Out of date"),
}


@dataclass(frozen=True, slots=True)
class WhoWaits:
    """A request as a card: no name."""

    reference: str
    url: str
    place_of_work: str
    check_in: date
    check_out: date
    people: int


@dataclass(frozen=True, slots=True)
class DraftedHome:
    """The home that the matching would give."""

    reference: str
    url: str
    commune: str
    kind: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """What was found for one request. `change` says why it isn't true any more."""

    public_id: str
    who: WhoWaits
    home: DraftedHome | None
    reasons: list[str]
    against: str
    change: str

    @property
    def obstacles(self) -> list[str]:
        return [words for words in (self.change, self.against) if words]

    @property
    def part(self) -> str:
        if self.change:
            return "stale"
        return "homes" if self.home else "without"


@dataclass(frozen=True, slots=True)
class EnvyRow:
    """Somebody waits who comes before whoever got a home that would have fitted them."""

    waits: str
    home: str
    given_to: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """One page of one part, and where the newest weighing stands."""

    run: MatchingRun | None
    part: str
    parts: list[Filter]
    rows: list[DraftRow]
    page: int
    more: bool
    waiting: int
    not_weighed: int
    envies: list[EnvyRow]
    is_all_selected: bool = False  # asked for by a link, where no script runs

    @property
    def is_weighing(self) -> bool:
        return self.run is not None and self.run.is_open

    @property
    def step(self) -> int:
        """Of three: in line, being weighed, done."""
        return 2 if self.run is not None and self.run.state == RunState.WEIGHING else 1

    @property
    def was_given_up(self) -> bool:
        return self.run is not None and self.run.state == RunState.GIVEN_UP

    @property
    def is_done(self) -> bool:
        return self.run is not None and self.run.state == RunState.DONE


def drafts_within(duty: Duty | None) -> DraftQuerySet:
    """Homes that this coordinator may ask for by a draft."""
    mine = Draft.objects.with_home()
    return mine.within(duty).whole() if duty is not None else mine.none()


def draft_page_of(desk: Desk, *, only: str, page: int, is_all_selected: bool = False) -> DraftPage:
    """As many questions for two thousand drafts as for one."""
    activation, duty = desk.activation, desk.duty
    drafts = [] if duty is None else list(Draft.objects.within(duty).without_proposal().whole())
    now = CurrentMarket(activation, drafts)
    rows = [_row(draft, now.change_of(draft)) for draft in drafts]
    run = activation.runs.select_related("by").order_by("pk").last()
    looking = requests_to_place(activation)
    if duty is not None:
        looking = looking & HousingRequest.objects.within(duty)
    part = only if only in PARTS else "homes"
    shown = [row for row in rows if row.part == part]
    page = min(page, -(-len(shown) // PAGE) or 1)
    counts = {key: sum(row.part == key for row in rows) for key in PARTS}
    mine = {draft.request.reference for draft in drafts}
    envies = run.envies if run is not None else []
    return DraftPage(
        run=run,
        part=part,
        parts=[Filter(key, str(label), counts[key], key == part) for key, label in PARTS.items()],
        rows=shown[(page - 1) * PAGE : page * PAGE],
        page=page,
        more=len(shown) > page * PAGE,
        waiting=looking.count(),
        not_weighed=looking.filter(draft=None).count(),
        envies=[
            EnvyRow(one["demand"], one["supply"], one["given_to"])
            for one in envies
            if one["demand"] in mine
        ],
        is_all_selected=is_all_selected,
    )


def _row(draft: Draft, change: str) -> DraftRow:
    request, offer, explanation = draft.request, draft.offer, draft.explanation
    home: DraftedHome | None = None
    against = ""
    if offer is not None:
        home = DraftedHome(
            reference=offer.reference,
            url=reverse("emergency:offer", args=[request.activation.address, offer.public_id]),
            commune=offer.locality.name,
            kind=offer.get_kind_display(),
        )
        reasons = _reasons(request, explanation)
    else:
        reasons = [_help(one) for one in explanation["relaxations"]]
        blocking = HardConstraint(explanation["blocking"])
        against = str(BLOCKING[blocking])
    return DraftRow(
        public_id=draft.public_id,
        who=WhoWaits(
            reference=request.reference,
            url=request.get_absolute_url(),
            place_of_work=request.place_of_work,
            check_in=request.check_in,
            check_out=request.check_out,
            people=request.people,
        ),
        home=home,
        reasons=reasons,
        against=against,
        change=change,
    )


def _reasons(request: HousingRequest, explanation: dict[str, Any]) -> list[str]:
    reasons = [
        journey_in_words(explanation["minutes"], request),
        _("choice %(rank)s of %(fitting)s among suitable homes")
        % {"rank": explanation["rank"], "fitting": explanation["fitting"]},
    ]
    if explanation["alternatives"]:
        others = ", ".join(one["supply"] for one in explanation["alternatives"])
        reasons.append(_("also suitable: %(others)s") % {"others": others})
    return reasons


def _help(one: dict[str, Any]) -> str:
    homes = ngettext("%(number)s home", "%(number)s homes", one["homes"]) % {"number": one["homes"]}
    words = {
        HardConstraint.TRAVEL: ngettext(
            "%(to)s minute’s travel instead of %(wanted)s, the nearest home "
            "%(km)s km away: %(homes)s",
            "%(to)s minutes’ travel instead of %(wanted)s, the nearest home "
            "%(km)s km away: %(homes)s",
            one["to"] or 0,
        ),
        HardConstraint.NIGHTS: ngettext(
            "%(to)s night instead of %(wanted)s: %(homes)s",
            "%(to)s nights instead of %(wanted)s: %(homes)s",
            one["to"] or 0,
        ),
        HardConstraint.WHOLE_PLACE: _("a shared home: %(homes)s"),
        HardConstraint.HOUSEHOLD: _("any kind of household: %(homes)s"),
        HardConstraint.PETS: _("without the pet: %(homes)s"),
        HardConstraint.SMOKING: _("without smoking: %(homes)s"),
    }[HardConstraint(one["constraint"])]
    km = number_format(round(one["kilometres"], 1)) if one["kilometres"] else ""
    return words % {**one, "homes": homes, "km": km}
