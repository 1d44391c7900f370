"""A sentence without French is found, wherever it stands."""

import gettext

import pytest

from scripts import messages
from scripts.cli import RefusalError

FRENCH = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
CODE = """from django.utils.translation import gettext as _, ngettext
WELCOME = _("Welcome")
NIGHTS = ngettext("%(n)s night", "%(n)s nights", 2)
"""
COMPLETE = (
    FRENCH
    + """msgid "Welcome"
msgstr "Bienvenue"

msgid "%(n)s night"
msgid_plural "%(n)s nights"
msgstr[0] "%(n)s nuit"
msgstr[1] "%(n)s nuits"

msgid "Two doors"
msgstr "Deux portes"
"""
)


@pytest.fixture
def package(tmp_path):
    """A package with a sentence in its code, one in a template, and a catalogue to fill."""
    package = tmp_path / "house"
    (package / "templates").mkdir(parents=True)
    (package / "locale" / "fr" / "LC_MESSAGES").mkdir(parents=True)
    (package / "words.py").write_text(CODE)
    (package / "templates" / "home.html").write_text('{% load i18n %}{% translate "Two doors" %}')
    return package


def write(package, catalogue):
    (package / "locale" / "fr" / "LC_MESSAGES" / "django.po").write_text(catalogue)


def test_problems_of_a_complete_catalogue_are_none(package):
    write(package, COMPLETE)

    assert messages.problems_of(package) == []


@pytest.mark.parametrize(
    ("taken", "given", "problem"),
    [
        pytest.param('msgid "Two doors"\nmsgstr "Deux portes"\n', "", "'Two doors'", id="missing"),
        pytest.param('"Deux portes"', '""', "'Two doors'", id="empty"),
        pytest.param('"%(n)s nuits"', '""', "('%(n)s night', '%(n)s nights')", id="empty-plural"),
        pytest.param('msgid "Two', '#, fuzzy\nmsgid "Two', "fuzzy 'Two doors'", id="fuzzy"),
    ],
)
def test_problems_of_names_sentences_without_french(package, taken, given, problem):
    assert taken in COMPLETE
    write(package, COMPLETE.replace(taken, given))

    assert messages.problems_of(package) == [f"{package}: {problem}"]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        pytest.param('msgid "Gone"\nmsgstr "Parti"\n', "unused 'Gone'", id="translated"),
        pytest.param('msgid "Gone"\nmsgstr ""\n', "unused 'Gone'", id="empty"),
        pytest.param(
            'msgctxt "verb"\nmsgid "Welcome"\nmsgstr "Accueillir"\n',
            "unused 'Welcome'",
            id="context",
        ),
        pytest.param(
            'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\n'
            'msgstr[0] "%(n)s jour"\nmsgstr[1] "%(n)s jours"\n',
            "unused ('%(n)s day', '%(n)s days')",
            id="plural",
        ),
        pytest.param('#~ msgid "Gone"\n#~ msgstr "Parti"\n', "unused 'Gone'", id="commented-out"),
    ],
)
def test_problems_of_names_entries_that_no_source_asks_for(package, entry, problem):
    write(package, f"{COMPLETE}\n{entry}")

    assert messages.problems_of(package) == [f"{package}: {problem}"]


def test_problems_of_names_a_translation_without_its_sentence(package):
    write(package, COMPLETE + '\nmsgstr "Perdu"\n')

    line = COMPLETE.count("\n") + 2
    assert messages.problems_of(package) == [f"{package}: line {line}:7: syntax error"]


def test_check_all_refuses_an_entry_that_no_source_asks_for(package, monkeypatch, capsys):
    monkeypatch.setattr(messages, "packages", lambda: [package])
    write(package, COMPLETE)
    messages.check_all()
    write(package, COMPLETE + '\nmsgid "Gone"\nmsgstr "Parti"\n')

    with pytest.raises(RefusalError, match=r"no longer used: 1\."):
        messages.check_all()

    assert capsys.readouterr().out == f"{package}: unused 'Gone'\n"


def test_problems_of_a_package_without_catalogue_are_all_its_sentences(package):
    problems = messages.problems_of(package)

    assert len(problems) == 3


def test_problems_of_reads_an_app_inside_that_has_a_catalogue_of_its_own(package):
    write(package, COMPLETE)
    app = package / "rooms"
    (app / "locale" / "fr" / "LC_MESSAGES").mkdir(parents=True)
    (app / "doors.py").write_text(CODE.replace("Welcome", "Come in"))

    without = messages.problems_of(package)
    write(app, FRENCH + 'msgid "Come in"\nmsgstr "Entrez"\n')

    assert without == [f"{package}: 'Come in'"]
    assert messages.problems_of(package) == []


def house(folder, *catalogue):
    """A package with nothing but a catalogue."""
    (folder / "locale" / "fr" / "LC_MESSAGES").mkdir(parents=True)
    write(folder, FRENCH + "\n\n".join(catalogue))
    return folder


def test_quarrels_of_names_what_two_packages_say_differently(tmp_path):
    one = house(tmp_path / "one", 'msgid "Home"\nmsgstr "Accueil"', 'msgid "Key"\nmsgstr "Clé"')
    two = house(tmp_path / "two", 'msgid "Home"\nmsgstr "Logement"', 'msgid "Key"\nmsgstr "Clé"')

    assert messages.quarrels_of([one, two]) == [
        "one and two translate this differently: 'Home' (use one translation, or add a context)"
    ]


def test_quarrels_of_two_with_a_context_are_none(tmp_path):
    one = house(tmp_path / "one", 'msgid "Home"\nmsgstr "Accueil"')
    two = house(tmp_path / "two", 'msgctxt "roof"\nmsgid "Home"\nmsgstr "Logement"')

    assert messages.quarrels_of([one, two]) == []


def test_quarrels_of_our_packages_are_none():
    assert messages.quarrels_of(messages.packages()) == []


def test_compile_all_makes_what_gettext_reads(package, monkeypatch):
    write(package, COMPLETE)
    monkeypatch.setattr(messages, "packages", lambda: [package])

    messages.compile_all()

    french = gettext.translation("django", package / "locale", ["fr"])
    assert french.gettext("Welcome") == "Bienvenue"
    assert french.ngettext("%(n)s night", "%(n)s nights", 2) == "%(n)s nuits"


def test_packages_are_all_of_ours():
    names = {package.name for package in messages.packages()}

    assert {"accounts", "config", "core", "hosting", "media"} <= names
    assert "commons" not in names
