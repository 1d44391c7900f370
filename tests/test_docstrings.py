"""Docstrings name classes that are there."""

import ast
import builtins
import re
from pathlib import Path

import pytest

from scripts.machine import ROOT

PACKAGES = ("core", "ui", "commons", "hosting", "search", "travel_stories", "emergency", "cms")
ERROR = re.compile(r"\b[A-Z]\w+Error\b")
IN_COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)
DOTTED = re.compile(rf"\b((?:{'|'.join(PACKAGES)})(?:\.[a-z_]+)+)\.([A-Z]\w*)")


def sources(suffix):
    return [path for package in PACKAGES for path in (ROOT / package).rglob(f"*{suffix}")]


def nodes():
    """All nodes of each module that speaks of an error; others know none and name none."""
    texts = {path: path.read_text() for path in sources(".py")}
    return {
        path: list(ast.walk(ast.parse(text))) for path, text in texts.items() if ERROR.search(text)
    }


def names_in(nodes):
    """Classes that a module defines, and what it imports."""
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.ImportFrom | ast.Import):
            yield from ((alias.asname or alias.name).rpartition(".")[2] for alias in node.names)
        elif isinstance(node, ast.Attribute):
            yield node.attr


def test_every_error_that_a_docstring_names_is_there():
    modules = nodes()
    known = {name for some in modules.values() for name in names_in(some)} | set(dir(builtins))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)

    named = {
        (str(path.relative_to(ROOT)), error)
        for path, some in modules.items()
        for node in some
        if isinstance(node, documented)
        for error in ERROR.findall(ast.get_docstring(node) or "")
    }

    assert len(named) > 100
    assert sorted(one for one in named if one[1] not in known) == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_class_that_a_template_names_is_there(package):
    missing = []
    for path in (ROOT / package).rglob("*.html"):
        for comment in IN_COMMENT.findall(path.read_text()):
            for module, name in DOTTED.findall(comment):
                file = ROOT / Path(*module.split(".")).with_suffix(".py")
                there = file.is_file() and re.search(rf"\b{name}\b", file.read_text())
                missing += [] if there else [(path.name, f"{module}.{name}")]

    assert missing == []
