"""Expressions that backtrack are found, and ours don't."""

import ast

import pytest

from scripts.check_expressions import expressions, is_dangerous, main, text_of


@pytest.mark.parametrize(
    "pattern", [r"(a+)+$", r"^(\w+\s?)*$", r"(x+x+)+y", r"\d\s*,?\s*;?\s*x", r"([a-z]+)*="]
)
def test_is_dangerous_finds_what_backtracks(pattern):
    assert is_dangerous(pattern)


@pytest.mark.parametrize("pattern", [r"\d+", r"(?:a*+b)*c", r"[^<>]*+>", r"a{1,3}b"])
def test_is_dangerous_lets_the_others_be(pattern):
    assert not is_dangerous(pattern)


def test_text_of_puts_expressions_together():
    constants = {"NAME": ast.parse('r"[a-z]+"').body[0].value}
    source = 'rf"(?:{NAME})" + NAME + other()'

    assert text_of(ast.parse(source).body[0].value, constants) == "(?:0)[a-z]+0"


def test_expressions_of_a_module_are_found(tmp_path, monkeypatch):
    monkeypatch.setattr("scripts.check_expressions.ROOT", tmp_path)
    module = tmp_path / "module.py"
    module.write_text('import re\nP = "(a+)+"\nre.compile(P)\nRegexValidator(r"b")\nother("c")\n')

    assert [(one.place, one.pattern) for one in expressions(module)] == [
        ("module.py:3", "(a+)+"),
        ("module.py:4", "b"),
    ]


def test_ours_are_content(capsys):
    assert (main(), capsys.readouterr().out) == (0, "")
