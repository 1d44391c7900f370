"""Refuse house jargon where something gets its name (docs/adr/0046-standard-technical-names.md).

Looks at modules, classes, functions, arguments, variables, attributes and URL names; docstrings,
comments and the words of pages are not names.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from scripts.machine import ROOT

JARGON: Final = frozenset(
    (
        *("askable", "bell", "bells", "besides", "bringing", "deed", "deeds", "door", "doors"),
        *("doorstep", "ears", "framed", "hiding", "luggage", "pens", "perch", "perches"),
        *("planting", "pressed", "presses", "remembering", "rope", "rung", "said", "shelf"),
        *("shelve", "shelved", "shelves", "strand", "strands", "teller", "telling", "tellings"),
        *("told", "turning", "unasked", "vain", "wandering", "whoever"),
    )
)
DOMAIN: Final = frozenset({"bell"})  # at the door of a home: a thing of the world, no metaphor
# Names of tables and columns, and what is called after them: they change with the migrations.
# Of a home the narrowest door is a thing of the world as well.
STORED: Final = frozenset(
    (
        *("map_door", "said_by", "stories_door"),
        *("narrowest_door", "WIDE_DOORS"),
    )
)
PARTS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

type Finding = tuple[str, int, str]


def main() -> int:
    """Print each refused name with its place; return 1 where there is one."""
    findings = [found for path in source_files() for found in refused_names(path)]
    for place, line, name in findings:
        print(f"{place}:{line}: {name}: see docs/glossary.md for the standard term")
    return bool(findings)


def source_files() -> Iterator[Path]:
    """Yield the Python files that git knows, without migrations and tests."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.split("\0"):
        left_out = name.startswith("tests/") or "/migrations/" in name
        if name and not left_out and (ROOT / name).exists():
            yield ROOT / name


def refused_names(path: Path) -> Iterator[Finding]:
    """Yield (path, line, name) for each name in `path` that contains a word of `JARGON`."""
    place = str(path.relative_to(ROOT))
    if is_refused(path.stem):
        yield place, 1, path.stem
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for name in names_given_by(node):
            if is_refused(name):
                yield place, getattr(node, "lineno", 1), name


def names_given_by(node: ast.AST) -> Iterator[str]:
    """Yield what this node names; a use of a name gives none."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
            yield name
        case ast.arg(arg=name):
            yield name
        case ast.alias(asname=str(name)) | ast.ExceptHandler(name=str(name)):
            yield name
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Call(func=ast.Name(id="path" | "re_path"), keywords=keywords):
            yield from url_names_in(keywords)


def url_names_in(keywords: list[ast.keyword]) -> Iterator[str]:
    """Yield the `name="…"` of a URL pattern."""
    for keyword in keywords:
        match keyword:
            case ast.keyword(arg="name", value=ast.Constant(value=str(name))):
                yield name


def is_refused(name: str) -> bool:
    """Whether one of the words in a snake_case or CamelCase name is jargon."""
    words = {word.lower() for word in PARTS.findall(name)}
    return name not in STORED and bool(words & (JARGON - DOMAIN))


if __name__ == "__main__":
    sys.exit(main())
