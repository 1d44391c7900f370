"""A table of members and offers, whatever spreadsheet wrote it."""

from io import BytesIO

import pytest

from hosting.network_imports.choices import Flaw
from hosting.network_imports.errors import (
    HeaderMissingError,
    TableEmptyError,
    TableTooHeavyError,
    TableUnreadableError,
    TooManyColumnsError,
    TooManyRowsError,
)
from hosting.network_imports.table_reader import (
    Table,
    TableLimits,
    check_table,
    checked_rows,
    decode_table,
    guess_columns,
    head_of,
    read_head,
)
from tests.doubling import assert_linear
from tests.factories.network_imports import ANTWERP_HEADER, HEADER, table

LIMITS = TableLimits(octets=10_000_000, rows=10_000, columns=60)
MAPPING = {"email": 0, "name": 1, "title": 2, "words": 3, "sleeps": 4}
HELENE = ("helene@example.org", "Hélène", "Gîte d’été", "Près du lavoir.", "4")
MORE = ("email", "title", "type", "lodging", "language", "photos", "ref")


def table_of(data, *, rows=100, columns=10):
    return Table(*decode_table(data), most_rows=rows, most_columns=columns)


def check(data, mapping=MAPPING):
    return checked_rows(table_of(data), mapping, "fr")


def flaws(data, mapping=MAPPING):
    return [(row, place, flaw) for row, place, flaw, _facts, _cell in check(data, mapping).problems]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_table_is_read_in_every_encoding(encoding, name):
    data = table(HELENE, encoding=encoding, separator=";")

    head = head_of(table_of(data))

    assert (head.encoding, head.separator, head.header) == (name, ";", list(HEADER))
    assert head.samples == [list(HELENE)]


def test_latin_1_is_read_where_windows_has_no_sign():
    text, encoding = decode_table("Courriel;Nom\nada@example.org;\x81é".encode("latin-1"))

    assert (encoding, text[-1]) == ("ISO-8859-1", "é")


def test_a_broken_cell_doesnt_spoil_a_file_in_utf_8():
    data = table(HELENE, HELENE) + b"ben@example.org,Andr\xe9,Barn,,\n"

    checked = check(data)

    assert [row["name"] for row in checked.rows] == ["Hélène"]
    assert [flaw for _row, _place, flaw, *_rest in checked.problems] == [
        Flaw.TWICE,
        Flaw.CHARACTERS,
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_table_is_read_with_every_separator(separator):
    rows = check(table(HELENE, separator=separator)).rows

    assert [(row["email"], row["title"], row["sleeps"]) for row in rows] == [
        ("helene@example.org", "Gîte d’été", 4)
    ]


def test_line_that_excel_writes_for_itself_is_no_header():
    head = head_of(table_of(b"sep=;\r\n" + table(HELENE, separator=";")))

    assert head.header == list(HEADER)


@pytest.mark.parametrize(
    ("header", "guess"),
    [
        (HEADER, MAPPING),
        (ANTWERP_HEADER[:5], {"email": 0, "name": 1, "reference": 2, "words": 4}),
        (("Adresse e-mail", "Nom", "Capacité"), {"email": 0, "name": 1, "sleeps": 2}),
        (("Type d’hébergement", "Catégorie"), {"lodging": 0, "kind": 1}),
        (("Photo", "LANGUE", "n°"), {"photos": 0, "language": 1, "reference": 2}),
        (("Quelque chose",), {}),
    ],
    ids=["french", "listings", "accents", "types", "capitals", "nothing"],
)
def test_columns_are_guessed_by_words_of_both_languages(header, guess):
    assert guess_columns(header) == guess


def test_column_of_addresses_is_guessed_by_what_stands_below():
    assert guess_columns(["A", "B"], [["x", "ada@example.org"], ["", "b@example.org"]]) == {
        "email": 1
    }


@pytest.mark.parametrize(
    ("row", "place", "flaw"),
    [
        (("", "Ada", "Mill", "", ""), 0, Flaw.NO_EMAIL),
        (("ada at example", "Ada", "Mill", "", ""), 0, Flaw.EMAIL),
        (("a@example.org", "x" * 81, "Mill", "", ""), 1, Flaw.TOO_LONG),
        (("a@example.org", "", "Two\nlines", "", ""), 2, Flaw.SEVERAL_LINES),
        (("a@example.org", "", "", "Words without a title", ""), 2, Flaw.NO_TITLE),
        (("a@example.org", "", "Mill", "", "many"), 4, Flaw.NUMBER),
        (("a@example.org", "", "Mill", "", "201"), 4, Flaw.NUMBER),
        (("a@example.org", "", "Mill", "", "4", "and more"), -1, Flaw.TOO_MANY_CELLS),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_row_that_cant_be_read_says_where_and_why(row, place, flaw):
    checked = check(table(HELENE, row))

    assert [problem[:3] for problem in checked.problems] == [(3, place, flaw)]
    assert (len(checked.rows), checked.total) == (1, 2)


@pytest.mark.parametrize(
    ("column", "cell", "flaw"),
    [
        ("type", "castle", Flaw.KIND),
        ("lodging", "spaceship", Flaw.LODGING),
        ("language", "klingon", Flaw.LANGUAGE),
        ("photos", "../../etc/passwd", Flaw.PHOTO_NAME),
        ("photos", "|".join(f"{number}.jpg" for number in range(25)), Flaw.TOO_MANY_PHOTOS),
    ],
    ids=["kind", "lodging", "language", "photo", "photos"],
)
def test_word_of_no_list_is_refused(column, cell, flaw):
    row = dict.fromkeys(MORE, "") | {"email": "a@example.org", "title": "Mill", column: cell}
    mapping = guess_columns(MORE) | {"lodging": 3}

    assert flaws(table(row.values(), header=MORE), mapping) == [(2, MORE.index(column), flaw)]


def test_words_of_both_languages_become_codes():
    row = (
        "a@example.org",
        "Moulin",
        "Hébergement",
        "Chambre d’hôtes",
        "français",
        "a.JPG; b.png",
        "7",
    )

    (read,) = check(table(row, header=MORE), guess_columns(MORE) | {"lodging": 3}).rows

    assert (read["kind"], read["lodging"], read["language"]) == ("stay", "guest_room", "fr")
    assert (read["photos"], read["reference"]) == (["a.JPG", "b.png"], "7")


@pytest.mark.parametrize("word", ["Coworking", "workspace", "Espace de travail"])
def test_a_workspace_is_a_kind_in_both_languages(word):
    row = ("a@example.org", "Moulin", word, "", "fr", "", "7")

    (read,) = check(table(row, header=MORE), guess_columns(MORE) | {"lodging": 3}).rows

    assert read["kind"] == "workspace"


def test_quotation_mark_out_of_place_costs_no_other_row():
    lines = [
        "Courriel,Nom,Titre,Description,Couchages",
        'ada@example.org,"Ada,Mill,,2',
        'ben@example.org,Ben,"Barn" of Ben,,2',
        "cleo@example.org,Cléo,Cabin,,2",
    ]

    checked = check("\n".join(lines).encode())

    assert [problem[:3] for problem in checked.problems] == [
        (2, -1, Flaw.QUOTES),
        (3, -1, Flaw.QUOTES),
    ]
    assert [row["email"] for row in checked.rows] == ["cleo@example.org"]


def test_same_offer_twice_in_a_file_is_told_with_its_first_row():
    checked = check(table(HELENE, ("HELENE@example.org", "", "GÎTE D’ÉTÉ", "", "")))

    assert [problem[:4] for problem in checked.problems] == [(3, 2, Flaw.TWICE, {"row": 2})]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", TableUnreadableError),
        (b"PK\x03\x04\x00\x00\x00", TableUnreadableError),
        (b"\xff\xfea", TableUnreadableError),
        (b'"never closed', TableUnreadableError),
        (b"ada@example.org,Ada\nben@example.org,Ben\n", HeaderMissingError),
        (b"email,title\n\n,\n", TableEmptyError),
        (table(*[HELENE] * 101), TooManyRowsError),
        (b",".join(b"x" for _ in range(11)) + b"\n1\n", TooManyColumnsError),
    ],
    ids=["empty", "zip", "half", "quote", "no-header", "no-rows", "rows", "columns"],
)
def test_file_that_is_no_table_is_refused(data, refusal):
    with pytest.raises(refusal):
        head_of(table_of(data))


def test_file_that_is_too_heavy_isnt_read():
    with pytest.raises(TableTooHeavyError):
        read_head(BytesIO(b"x" * 101), TableLimits(octets=100, rows=1, columns=1))


def test_refusal_comes_back_from_the_bounded_process():
    with pytest.raises(TooManyRowsError) as refused:
        read_head(BytesIO(table(HELENE, HELENE)), TableLimits(octets=1000, rows=1, columns=9))

    assert "up to 1" in str(refused.value)


def test_ten_thousand_rows_half_of_them_wrong_are_read_within_bounds():
    good = [
        (f"m{n}@example.org", "Hélène", f"Gîte {n}", "Près du lavoir. " * 20, "4")
        for n in range(5_000)
    ]
    wrong = [(f"m{n}", "Hélène", "", "Été", "beaucoup") for n in range(5_000)]
    rows = [row for pair in zip(good, wrong, strict=True) for row in pair]
    data = table(*rows, encoding="latin-1", separator=";")

    checked = check_table(BytesIO(data), LIMITS, mapping=MAPPING, language="fr")

    assert (len(checked.rows), len(checked.problems), checked.total) == (5_000, 15_000, 10_000)
    assert checked.rows[0]["name"] == "Hélène"


@pytest.mark.parametrize(
    "repeated", ['"', 'a@b.org,"x\n', "a@b.org,x\n", "é\n", ",", "a@"], ids=range(6)
)
def test_table_takes_twice_as_long_for_twice_the_size(repeated):
    def make(size):
        return table(HELENE) + (repeated * (size // len(repeated))).encode()

    def read(data):
        table_read = Table(*decode_table(data), most_rows=10**6, most_columns=10)
        return checked_rows(table_read, MAPPING, "fr")

    size = 15_000 if "\n" in repeated else 60_000  # rows take longer than one long cell
    assert_linear(read, make, size)
