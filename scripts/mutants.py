"""Plants small faults in the rules that matter most, and counts how many a test sees.

`make mutants`. Faults are those of Cosmic Ray; a sample of each part is planted, one at a time, in
a copy of the source, and the tests beside that part run on SQLite. A fault that no test sees is
printed with its lines.
"""

import ast
import os
import shlex
import shutil
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Final

from cosmic_ray.ast import Visitor, get_ast
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.plugins import get_operator
from cosmic_ray.testing import run_tests
from cosmic_ray.work_item import MutationSpec, TestOutcome

from scripts.cli import RefusalError, run_command
from scripts.machine import ROOT, VAR

COPY: Final = VAR / "mutants"
WANTED: Final = 85  # per cent
LONGEST: Final = 180  # seconds for the tests of one part: then the fault counts as seen
LEFT_OUT: Final = frozenset({"node_modules", "var", ".venv", ".git"})
OPERATORS: Final = tuple(
    f"core/{name}"
    for name in (
        *("ReplaceBinaryOperator_Add_Sub", "ReplaceBinaryOperator_Sub_Add"),
        *("ReplaceBinaryOperator_Mul_FloorDiv", "ReplaceBinaryOperator_FloorDiv_Mul"),
        *("ReplaceBinaryOperator_BitAnd_BitOr", "ReplaceBinaryOperator_BitOr_BitAnd"),
        *("ReplaceComparisonOperator_Eq_NotEq", "ReplaceComparisonOperator_NotEq_Eq"),
        *("ReplaceComparisonOperator_Lt_LtE", "ReplaceComparisonOperator_LtE_Lt"),
        *("ReplaceComparisonOperator_Gt_GtE", "ReplaceComparisonOperator_GtE_Gt"),
        *("ReplaceComparisonOperator_Is_IsNot", "ReplaceComparisonOperator_IsNot_Is"),
        *("ReplaceUnaryOperator_USub_UAdd", "ReplaceUnaryOperator_Delete_Not", "AddNot"),
        *("ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd"),
        *("NumberReplacer", "ZeroIterationForLoop"),
    )
)


@dataclass(frozen=True)
class Part:
    """Modules in which faults are planted, and the tests that have to see them."""

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]


PARTS: Final = (
    Part(
        "permissions",
        ("core/permissions.py", "hosting/requests/rules.py", "hosting/communities/rules.py"),
        ("tests/hosting/requests/test_rules.py", "tests/hosting/communities/test_rules.py"),
    ),
    Part(
        "states",
        ("core/states.py", "hosting/requests/states.py"),
        ("tests/hosting/requests/test_states.py",),
    ),
    Part(
        "night holds",
        ("hosting/calendars/actions/holds.py", "hosting/calendars/actions/nights.py"),
        ("tests/hosting/calendars/actions/test_holds.py",
         "tests/hosting/calendars/actions/test_adjacent_holds.py",
         "tests/hosting/calendars/actions/test_nights.py"),
    ),
    Part(
        "money",
        ("core/values/money.py", "travel_stories/trip_expenses/selectors/settlements.py"),
        ("tests/core/values/test_money.py",
         "tests/travel_stories/trip_expenses/selectors/test_settlements.py"),
    ),
    Part(
        "clocks",
        ("core/values/dates.py", "core/values/countdown.py"),
        ("tests/core/values/test_dates.py", "tests/core/values/test_countdown.py"),
    ),
    Part(
        "outbox",
        ("commons/outbox/models.py", "commons/outbox/tasks.py", "core/db/leases.py"),
        ("tests/commons/outbox", "tests/core/db/test_leases.py",
         "tests/commons/notifications/test_tasks.py"),
    ),
    Part(
        "erasure",
        ("commons/privacy/personal_data.py", "commons/accounts/actions/people.py"),
        ("tests/commons/privacy", "tests/commons/accounts/actions/test_people.py"),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Score:
    """How many faults of a part were seen."""

    part: str
    seen: int
    planted: int

    @property
    def percent(self) -> float:
        """Of those that were planted; all of none."""
        return 100 * self.seen / self.planted if self.planted else 100.0

    def line(self) -> str:
        """As a person reads it."""
        verdict = "" if self.percent >= WANTED else "  FALLS SHORT"
        counts = f"{self.seen:3d} of {self.planted:3d}  {self.percent:5.1f} %"
        return f"{self.part:<12} {counts}{verdict}"


def faults_in(module: Path) -> list[MutationSpec]:
    """All faults that can be planted there. Types and docstrings aren't code."""
    tree, silent = get_ast(module.read_text()), silent_lines(module.read_text())
    found = []
    for name in OPERATORS:
        places = _Places(get_operator(name)())
        places.walk(tree)
        for occurrence, (start, end) in enumerate(places.positions):
            if not any(begin <= start and end <= stop for begin, stop in silent):
                found.append(
                    MutationSpec(
                        module_path=module,
                        operator_name=name,
                        occurrence=occurrence,
                        start_pos=start,
                        end_pos=end,
                    )
                )
    return found


class _Places(Visitor):
    """Where an operator would plant a fault, in the order in which Cosmic Ray counts them."""

    def __init__(self, operator: Any) -> None:
        self.operator = operator
        self.positions: list[tuple[tuple[int, int], tuple[int, int]]] = []

    def visit(self, node: Any) -> Any:
        self.positions += self.operator.mutation_positions(node)
        return node


def silent_lines(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Begin and end of each annotation: a fault in a type is no fault when the program runs."""
    found: list[ast.expr | None] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.arg | ast.AnnAssign):
            found.append(node.annotation)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.append(node.returns)
    return [
        ((one.lineno, one.col_offset), (one.end_lineno or 0, one.end_col_offset or 0))
        for one in found
        if one is not None
    ]


def copy_source(target: Path = COPY) -> None:
    """A copy in which faults may stand; the template of the database comes along."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(ROOT, target, ignore=lambda _folder, names: LEFT_OUT & set(names))
    template = VAR / "database-template"
    if template.exists():
        shutil.copytree(template, target / "var" / "database-template")


def test_command(part: Part) -> str:
    """The words that run its tests, ending at the first one that sees the fault."""
    options = ("-x", "-q", "-n", "0", "-p", "no:cacheprovider")
    return shlex.join([sys.executable, "-m", "pytest", *options, *part.tests])


def score(part: Part, sample: int, seed: int) -> Score:
    """Plant a sample of faults in a part, one after the other. Prints those that no test saw.

    Raises RefusalError where its tests fail without any fault.
    """
    command = test_command(part)
    outcome, output = run_tests(command, LONGEST)
    if outcome != TestOutcome.SURVIVED:
        print(output[-2000:])
        raise RefusalError(
            f"The tests of {part.name} fail without a fault. See their output above.",
            f"Les tests de {part.name} échouent sans défaut. Voir leur sortie ci-dessus.",
        )
    everything = [fault for module in part.modules for fault in faults_in(Path(module))]
    chosen = Random(seed).sample(everything, min(sample, len(everything)))  # noqa: S311  no secret
    seen = 0
    for fault in chosen:
        result = mutate_and_test([fault], command, LONGEST)
        if result.test_outcome == TestOutcome.SURVIVED:
            print(result.diff, flush=True)
        else:
            seen += 1
    return Score(part.name, seen, len(chosen))


def scores(names: Sequence[str], sample: int, seed: int) -> Iterator[Score]:
    """In the copy, since faults are planted where the process stands."""
    copy_source()
    os.chdir(COPY)
    os.environ["TEST_LEG"] = "mutants"
    os.environ.pop("DATABASE_URL", None)
    for part in PARTS:
        if part.name in names:
            yield score(part, sample, seed)


def main() -> int:
    """A line for each part; fails where one falls short."""
    parser = ArgumentParser(description=__doc__)
    names = [part.name for part in PARTS]
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    parser.add_argument("--sample", type=int, default=20, help="faults of each part")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found = []
    for one in scores(options.only, options.sample, options.seed):
        print(one.line(), flush=True)
        found.append(one)
    return int(any(one.percent < WANTED for one in found))


if __name__ == "__main__":
    sys.exit(run_command(partial(main)))
