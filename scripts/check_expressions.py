"""Find regular expressions whose time grows exponentially, or as a high power, with the input.

`python -m scripts.check_expressions` (in `make lint`) reads every expression that our packages
write down: the arguments of `re`, RegexValidator and `re_path`. What is put in at run time stands
as one plain character. regexploit finds repetitions that can share the same characters.
"""

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from scripts.machine import ROOT

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # it imports sre_parse
    from regexploit.ast.sre import SreOpParser
    from regexploit.redos import find

PACKAGES: Final = (
    *("cms", "commons", "config", "core", "demo", "emergency"),
    *("hosting", "search", "travel_stories", "ui"),
)
IN_RE: Final = frozenset(
    {"compile", "findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn"}
)
BY_NAME: Final = frozenset({"RegexValidator", "re_path"})
UNKNOWN: Final = "0"  # stands for what is only known at run time
LEAST: Final = 3  # repetitions that share characters: time as the third power of the length

type Constants = Mapping[str, ast.expr]


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression and where it is written."""

    place: str
    pattern: str


class Parser(SreOpParser):
    """With what Python has had since 3.11. A possessive repetition never gives anything back; an
    atomic group is taken for an ordinary one.
    """

    def from_POSSESSIVE_REPEAT(self, data: tuple[Any, Any, Any]) -> Any:  # noqa: N802
        return self.sequence_or_singleton(data[2])

    def from_ATOMIC_GROUP(self, data: Any) -> Any:  # noqa: N802
        return self.sequence_or_singleton(data)


def expressions(path: Path) -> Iterator[Expression]:
    """All that one module writes down."""
    tree = ast.parse(path.read_text())
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and takes_expression(node.func):
            place = f"{path.relative_to(ROOT)}:{node.lineno}"
            yield Expression(place, text_of(node.args[0], constants))


def takes_expression(function: ast.expr) -> bool:
    match function:
        case ast.Attribute(value=ast.Name(id="re"), attr=name):
            return name in IN_RE
        case ast.Name(id=name):
            return name in BY_NAME
    return False


def text_of(node: ast.expr, constants: Constants) -> str:
    """The expression as far as the source says it."""
    match node:
        case ast.Constant(value=bytes(content)):
            return content.decode("latin-1")
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(text_of(part, constants) for part in parts)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return text_of(left, constants) + text_of(right, constants)
        case ast.Name(id=name) if name in constants:
            return text_of(constants[name], {})
        case ast.Call(func=ast.Name(id="_"), args=[translated]):
            return text_of(translated, constants)
    return UNKNOWN


def is_dangerous(pattern: str) -> bool:
    """Whether some input takes it time that grows exponentially or as a high power."""
    parsed = Parser().parse_sre(pattern)
    return any(found.starriness >= LEAST for found in find(parsed))


def main() -> int:
    found = [
        one
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
        for one in expressions(path)
        if is_dangerous(one.pattern)
    ]
    for one in found:
        print(f"{one.place}: {one.pattern}")
    if found:
        print("These expressions can take very long. Use possessive quantifiers (a*+) or a bound.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
