"""No sentence takes the language of the process: what is put together at import stays in it."""

import ast
from collections.abc import Iterator

from scripts.messages import packages

TRANSLATION = "django.utils.translation"
NOW = frozenset({"gettext", "ngettext", "pgettext", "npgettext"})


def run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Every part that runs when the module is loaded: all but the bodies of functions."""
    yield node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        later = node.body if isinstance(node.body, list) else [node.body]
    else:
        later = []
    for part in ast.iter_child_nodes(node):
        if part not in later:
            yield from run_at_import(part)


def names_in(tree: ast.Module) -> tuple[set[str], set[str]]:
    """Under which names the module knows functions that translate later, and at once."""
    later, now = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == TRANSLATION:
            for name in node.names:
                called = name.asname or name.name
                later |= {called} if name.name.endswith("_lazy") else set()
                now |= {called} if name.name in NOW else set()
    return later, now


def calls(node: ast.AST, names: set[str]) -> bool:
    return any(
        isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in names
        for part in ast.walk(node)
    )


def is_translated_at_once(node: ast.AST, later: set[str], now: set[str]) -> bool:
    """It translates now, or makes a string of what would be translated later."""
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in now:
            return True
        case ast.Call(func=ast.Name(id="str"), args=args):
            return any(calls(one, later) for one in args)
        case ast.Call(func=ast.Attribute(value=value)):
            return calls(value, later)
        case ast.BinOp(left=left, right=right):
            return calls(left, later) or calls(right, later)
        case ast.JoinedStr():
            return calls(node, later)
    return False


def translated_at_import(source: str) -> list[int]:
    """The lines that do so."""
    tree = ast.parse(source)
    later, now = names_in(tree)
    parts = run_at_import(tree)
    return sorted({part.lineno for part in parts if is_translated_at_once(part, later, now)})


def test_no_sentence_is_put_together_while_its_module_is_imported():
    modules = [
        path
        for package in packages()
        for path in package.rglob("*.py")
        if "migrations" not in path.parts
    ]

    found = {str(path): translated_at_import(path.read_text()) for path in modules}

    assert {path: lines for path, lines in found.items() if lines} == {}
    assert len(found) > 100


def test_control_translated_at_import_passes_over_functions():
    source = """
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
class Form:
    one = ngettext_lazy("%(n)s day", "%(n)s days", 2) % {"n": 2}
    two = [(n, _("up to {}").format(n)) for n in range(3)]
    three = _("Fine")
    def method(self, word=gettext("at once")):
        return _("%s later") % word
FOUR = f"{_('Stays')} here"
FIVE = lambda: str(_("Fine too"))
SIX = str(_("Stays as well"))
"""

    assert translated_at_import(source) == [5, 6, 8, 10, 12]


def aliases_of_gettext(source: str) -> list[str]:
    """Other names than `_` under which a module imports a translation function."""
    imports = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom))
    names = [one for node in imports for one in node.names if "gettext" in one.name]
    return [one.asname for one in names if one.asname not in {None, "_"}]


def test_translation_functions_have_names_that_makemessages_knows():
    modules = [path for package in packages() for path in package.rglob("*.py")]

    found = {str(path): aliases_of_gettext(path.read_text()) for path in modules}

    assert {path: names for path, names in found.items() if names} == {}
    source = "from a import (\n    gettext as _now,\n    gettext_lazy as _,\n)"
    assert aliases_of_gettext(source) == ["_now"]
