"""House jargon is refused where something gets its name, and nowhere else."""

import pytest

from scripts import check_names
from scripts.check_names import is_refused, main, refused_names


@pytest.fixture
def source(monkeypatch, tmp_path):
    """Write a module of these lines and list what is refused in it."""

    def write(*lines, name="offers.py"):
        path = tmp_path / name
        path.write_text("\n".join(lines))
        return list(refused_names(path))

    monkeypatch.setattr(check_names, "ROOT", tmp_path)
    return write


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("told", True),
        ("offers_told", True),
        ("OfferTold", True),
        ("_let_through_door", True),
        ("HTTPDoor", True),
        ("offer_schema", False),
        ("outdoor", False),  # a word, not a part of one
        ("bell", False),  # at the door of a home
        ("map_door", False),  # a column
    ],
)
def test_is_refused(name, refused):
    assert is_refused(name) is refused


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("told = 1", "told"),
        ("page.told = 1", "told"),
        pytest.param("def tell_deed(): ...", "tell_deed", id="function"),
        pytest.param("async def ring(rope): ...", "rope", id="argument"),
        ("class Perch: ...", "Perch"),
        pytest.param("with open(path) as deed: ...", "deed", id="with"),
        pytest.param("from trips import rows as told", "told", id="import"),
        pytest.param("path('x/', view, name='door-roof')", "door-roof", id="path"),
        pytest.param("re_path('x/', view, name='deed')", "deed", id="re-path"),
    ],
)
def test_refused_names_finds_each_kind_of_name(source, line, name):
    found = source("import os", line)

    assert found == [("offers.py", 2, name)]


def test_refused_names_leaves_uses_words_and_comments_alone(source):
    found = source(
        '"""What was told at the door."""', "print(told, page.deed)  # told", "x = 'door'"
    )

    assert found == []


def test_refused_names_looks_at_the_name_of_the_module(source):
    assert source("x = 1", name="told.py") == [("told.py", 1, "told")]


def test_main_says_where_and_fails(monkeypatch, tmp_path, capsys):
    (tmp_path / "good.py").write_text("offer = 1\n")
    (tmp_path / "bad.py").write_text("\nperches = 1\n")
    monkeypatch.setattr(check_names, "ROOT", tmp_path)
    monkeypatch.setattr(
        check_names, "source_files", lambda: [tmp_path / "good.py", tmp_path / "bad.py"]
    )

    status = main()

    assert status == 1
    assert capsys.readouterr().out.startswith("bad.py:2: perches: ")


def test_the_source_has_no_jargon():
    assert main() == 0
