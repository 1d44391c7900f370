"""JSON-LD beside the vocabulary of schema.org: which class has which property, with which values.

The vocabulary comes from a package that isn't ours. A prefix (`dt:`) belongs to another one.
"""

from __future__ import annotations

from datetime import datetime

from schema_org import registry

WORDS = {"Text", "PronounceableText", "URL", "CssSelectorType", "XPathType", "DateTime", "Date"}
NUMBERS = {"Number", "Integer", "Float", "Text"}
ALWAYS = {"Text", "URL"}  # schema.org lets words and an address stand for anything


def flaws_of_node(node, path=""):
    """A sentence for each property that its classes don't know, and each value out of range."""
    kinds = _kinds(node)
    unknown = [kind for kind in kinds if kind not in registry.PARENTS]
    yield from (f"{path}: no class {kind}" for kind in unknown)
    above = _above(kinds)
    for name, value in node.items():
        if not name.startswith("@"):
            yield from _flaws_of_property(f"{path}/{name}", name, value, above)


def _flaws_of_property(path, name, value, above):
    known = registry.PROPERTY_BY_SCHEMA.get(name)
    if known is None:
        yield f"{path}: no property {name}"
        return
    if not above & set(known.domains):
        yield f"{path}: {sorted(above)} have no {name}"
    if known.superseded_by:
        yield f"{path}: superseded by {known.superseded_by}"
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and "@value" in one:
            one = one["@value"]
        if isinstance(one, dict):
            yield from _flaws_of_thing(path, one, known.ranges)
        elif not _fits(one, set(known.ranges)):
            yield f"{path}: {one!r} is none of {known.ranges}"


def _flaws_of_thing(path, node, ranges):
    within = _above(_kinds(node))
    if not within & set(ranges):
        yield f"{path}: {_kinds(node)} is none of {ranges}"
    yield from flaws_of_node(node, path)


def _fits(value, ranges):
    if isinstance(value, bool):
        return "Boolean" in ranges
    if isinstance(value, int | float):
        return bool(ranges & NUMBERS)
    if value == "":
        return False  # a property without a value had better not stand there
    if ranges <= {"Date", "DateTime"}:
        return bool(datetime.fromisoformat(value))
    if ranges & {"Number", "Integer"} and not ranges & ALWAYS:
        return _is_number(value)
    return isinstance(value, str)


def _is_number(value):
    try:
        return float(value) is not None
    except ValueError:
        return False


def _kinds(node):
    kinds = node.get("@type", [])
    return [kind for kind in ([kinds] if isinstance(kinds, str) else kinds) if ":" not in kind]


def _above(kinds):
    """The classes themselves, and whatever they are kinds of."""
    known = [kind for kind in kinds if kind in registry.PARENTS]
    return {one for kind in known for one in (kind, *registry.ancestry(kind))}
