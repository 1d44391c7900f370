"""Places of work by how people type their names: accents or none, one word or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher
from typing import Final

from commons.geography.gazetteer import fold, words_of
from core.cache.caching import get_or_set
from emergency.activations.models.activations import Activation
from emergency.activations.models.places import Hospital

KEPT_FOR: Final = timedelta(minutes=10)
SHORTEST_TEXT, LONGEST_TEXT = 2, 120
MOST_SUGGESTED: Final = 8
ALIKE: Final = 0.75  # of a word: Trouseau is Trousseau
MOST_COMPARED: Final = 6  # words of a text that are compared letter by letter, with every hospital
# Words of a name from which its size is guessed: FINESS counts no beds. The largest first.
SIZES: Final = (
    frozenset({"chu", "chru", "chr", "regional"}),
    frozenset({"ch", "chi", "chs", "hospitalier", "hopital", "hopitaux"}),
    frozenset({"clinique", "polyclinique"}),
)
OTHER: Final = len(SIZES)  # neither a hospital nor a clinic by its name
# Parts of a hospital that have its name and no wards: behind everything else.
WITHOUT_WARDS: Final = frozenset(
    {"lactarium", "pmi", "creche", "pouponniere", "antenne", "udm", "usld", "dialyse"}
)
# Which sizes a word means that people type: a hospital is also called so where it is a large one.
LARGE, HOSPITALS, CLINICS = frozenset({0}), frozenset({0, 1}), frozenset({2})
KINDS: Final = {
    **dict.fromkeys(SIZES[0] | {"universitaire"}, LARGE),
    **dict.fromkeys(SIZES[1] | {"centre"}, HOSPITALS),
    **dict.fromkeys(SIZES[2], CLINICS),
}
COMMON: Final = frozenset(KINDS) | {"de", "du", "des", "la", "le", "les"}


@dataclass(frozen=True, slots=True)
class Workplace:
    """A hospital as the form knows it: by its everyday name, and by that of the register.

    `keys` are both with the town, folded; `key` is all of it, in which words are looked for.
    """

    pk: int
    code: str
    label: str
    key: str
    keys: frozenset[str]
    words: tuple[str, ...]
    size: int
    rank: tuple[int, bool, str]


@dataclass(frozen=True, slots=True)
class Found:
    """The one that a text names, or those that it may mean."""

    workplace: Workplace | None
    suggestions: list[Workplace]
    is_ambiguous: bool = False


def workplaces_of(activation: Activation) -> list[Workplace]:
    """Those of its departments."""
    hospitals = Hospital.objects.in_departments(activation.department_codes)
    return get_or_set(
        f"emergency.workplaces.3.{activation.departments}",
        lambda: [to_workplace(hospital) for hospital in hospitals],
        KEPT_FOR,
    )


def find_workplaces(workplaces: Sequence[Workplace], text: str) -> list[Workplace]:
    """Each word of the text is in the name or the town; large ones first.

    Words such as CHU, hospital or clinic say of which kind; where none of that kind has the other
    words, they say nothing.
    """
    words = [fold(word) for word in words_of(text[:LONGEST_TEXT])]
    if not words:
        return []
    distinctive = [word for word in words if word not in COMMON]
    kinds = [KINDS[word] for word in words if word in KINDS]
    found = (
        _with_all(workplaces, distinctive) if distinctive or kinds else _with_all(workplaces, words)
    )
    of_kind = [one for one in found if all(one.size in kind for kind in kinds)]
    return sorted(of_kind or (found if distinctive else []), key=lambda one: one.rank)


def resolve_workplace(workplaces: Sequence[Workplace], text: str) -> Found:
    """Certain where one is named in full, or only one has all the words."""
    key = fold(text[:LONGEST_TEXT])
    named = [one for one in workplaces if key in one.keys]
    found = named or find_workplaces(workplaces, text)
    if len(found) == 1:
        return Found(found[0], [])
    return Found(None, found or _alike(workplaces, text), is_ambiguous=bool(found))


def suggestions_for(workplaces: Sequence[Workplace], text: str) -> list[dict[str, str]]:
    """As elements/place-field.js reads them."""
    if len(text.strip()) < SHORTEST_TEXT:
        return []
    found = find_workplaces(workplaces, text) or _alike(workplaces, text)
    return [{"code": one.code, "label": one.label, "matched": ""} for one in found[:MOST_SUGGESTED]]


def _with_all(workplaces: Sequence[Workplace], words: list[str]) -> list[Workplace]:
    return [one for one in workplaces if all(word in one.key for word in words)]


def _alike(workplaces: Sequence[Workplace], text: str) -> list[Workplace]:
    """Those whose words are like the typed ones, the most alike first."""
    typed = [fold(word) for word in words_of(text[:LONGEST_TEXT])]
    distinctive = [word for word in typed if word not in COMMON][:MOST_COMPARED]
    scores = [(likeness(one, distinctive), one) for one in workplaces]
    near = [(score, one) for score, one in scores if score >= ALIKE]
    return [one for _score, one in sorted(near, key=lambda pair: (-pair[0], pair[1].rank))]


def likeness(workplace: Workplace, typed: list[str]) -> float:
    """The sum of how much each typed word is like one of its own, where it is like one at all."""
    return sum(_best_likeness(workplace, word) for word in typed)


def _best_likeness(workplace: Workplace, word: str) -> float:
    matchers = (SequenceMatcher(None, word, own) for own in workplace.words if own not in COMMON)
    near = (one for one in matchers if one.real_quick_ratio() >= ALIKE)  # by their lengths alone
    ratios = (one.ratio() for one in near)
    return max((one for one in ratios if one >= ALIKE), default=0.0)


def to_workplace(hospital: Hospital) -> Workplace:
    label, registered = str(hospital), f"{hospital.name} ({hospital.city})"
    words = tuple(fold(word) for word in words_of(registered))
    own = frozenset(words)
    keys = (fold(label), fold(registered))
    if own & WITHOUT_WARDS:
        size = OTHER + 1
    else:
        size = next((size for size, names in enumerate(SIZES) if names & own), OTHER)
    in_full = {"regional", "universitaire"} <= own  # not a house that only belongs to one
    return Workplace(
        pk=hospital.pk,
        code=hospital.code,
        label=label,
        key=" ".join(keys),
        keys=frozenset(keys),
        words=words,
        size=size,
        rank=(size, not in_full, label),
    )
