"""The table of settings in docs/operations.md, made from the code that reads them.

`python -m scripts.settings_table` writes it anew; a test says when it is out of date.
"""

import ast
import io
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.machine import ROOT

PRODUCTION: Final = "config/settings/production.py"
READ_IN: Final = ("config/settings/base.py", PRODUCTION)
PAGE: Final = ROOT / "docs" / "operations.md"
BEGIN: Final = "<!-- settings: python -m scripts.settings_table -->\n"
END: Final = "<!-- end of settings -->\n"


@dataclass(frozen=True, slots=True)
class Setting:
    """A word of the environment: what it is for, and what holds without it."""

    name: str
    default: str | None
    words: str

    def row(self) -> str:
        without = "**needed**" if self.default is None else self.default
        words = self.words[0].upper() + self.words[1:].rstrip(".")
        return f"| `{self.name}` | {without} | {words}. |"


class MissingWordsError(Exception):
    """A setting that nobody explains."""


def settings() -> list[Setting]:
    """All of them by name; what production says stands, its words may come from the base.

    Raises MissingWordsError for one without a comment.
    """
    known: dict[str, Setting] = {}
    for path in READ_IN:
        for setting in read(ROOT / path):
            before = known.get(setting.name)
            words = setting.words or (before.words if before else "")
            if not words:
                raise MissingWordsError(f"{setting.name} has no comment in {path}.")
            known[setting.name] = Setting(setting.name, setting.default, words)
    decided = constants_of(ROOT / PRODUCTION)
    return [known[name] for name in sorted(known.keys() - decided)]


def constants_of(path: Path) -> set[str]:
    """What a site that others look at doesn't leave to the environment."""
    return {
        target.id
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def read(path: Path) -> Iterator[Setting]:
    """Each call of `env`, with the comment on its line or on those above."""
    source = path.read_text()
    comments = comments_of(source)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and is_env(node.func):
            name = ast.literal_eval(node.args[0])
            yield Setting(name, default_of(node), words_for(node, comments, source))


def is_env(called: ast.expr) -> bool:
    if isinstance(called, ast.Attribute):
        return is_env(called.value) and called.attr != "read_env"
    return isinstance(called, ast.Name) and called.id == "env"


def default_of(call: ast.Call) -> str | None:
    """As a person would write it in the environment; None where there is none."""
    for keyword in call.keywords:
        if keyword.arg == "default":
            return readable(keyword.value)
    return None


def readable(value: ast.expr) -> str:
    try:
        plain = ast.literal_eval(value)
    except ValueError:
        return "*worked out*"
    if isinstance(plain, list):
        plain = ",".join(plain)
    return f"`{int(plain) if isinstance(plain, bool) else plain}`" if plain != "" else "nothing"


def comments_of(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {
        token.start[0]: token.string.lstrip("# ").strip()
        for token in tokens
        if token.type == tokenize.COMMENT
    }


def words_for(call: ast.Call, comments: dict[int, str], source: str) -> str:
    """The comment behind it; else the lines of nothing but comment right above its statement."""
    lines = source.splitlines()
    beside = [comments[line] for line in (call.lineno, call.end_lineno or 0) if line in comments]
    above: list[str] = []
    line = call.lineno - 1
    while line in comments and lines[line - 1].lstrip().startswith("#"):
        above.insert(0, comments[line])
        line -= 1
    return " ".join(above or beside[:1])


def table() -> str:
    """Markdown, with a row for each."""
    rows = [setting.row() for setting in settings()]
    return "\n".join(["| setting | without it | what it is |", "|---|---|---|", *rows]) + "\n"


def written(page: str) -> str:
    """The page with its table made anew."""
    before, _begin, rest = page.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


def main() -> int:
    PAGE.write_text(written(PAGE.read_text()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
