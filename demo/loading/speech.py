"""Invented sentences, put together from half-sentences that were written by hand."""

from collections.abc import Iterable

from demo.loading import dice
from demo.loading.written import phrases


def say(language: str, kind: str, *key: object, **facts: object) -> str:
    """One sentence of a kind, with its facts filled in."""
    found: str = dice.pick(phrases()[language][kind], kind, *key)
    return found.format(**facts) if facts else found


def opening(language: str, home: str, *key: object, **facts: object) -> str:
    """How the words about a house of this kind begin."""
    found: str = dice.pick(phrases()[language]["stay_openings"][home], "opening", *key)
    return found.format(**facts)


def house_rules(language: str, *key: object) -> str:
    """Three to five rules, one a line."""
    rules: list[str] = phrases()[language]["rules"]
    return "\n".join(dice.some(rules, dice.number(3, 5, "rules", *key), "rules", *key))


def about_features(language: str, features: Iterable[str], *key: object) -> list[str]:
    """A sentence for some of what a house has."""
    known: dict[str, str] = phrases()[language]["features"]
    sentences = [known[feature] for feature in sorted(features) if feature in known]
    return dice.some(sentences, min(len(sentences), 4), "features", *key)
