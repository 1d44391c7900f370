"""Reading a table of members and offers, whatever spreadsheet wrote it, and checking each row.

The file is a stranger's: `read_here` runs in a process of its own (`core.files.bounded_process`).
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import IO, Any, Final

from core.files.bounded_process import Answer, Task, run
from core.text.contacts import mail_addresses_in
from core.text.texts import folded_name, without_controls
from hosting.network_imports.choices import (
    HEADER_WORDS,
    KIND_WORDS,
    LANGUAGE_WORDS,
    LODGING_WORDS,
    LONGEST,
    Column,
    Flaw,
)
from hosting.network_imports.errors import (
    HeaderMissingError,
    TableEmptyError,
    TableQueueError,
    TableTooDemandingError,
    TableTooHeavyError,
    TableUnreadableError,
    TooManyColumnsError,
    TooManyRowsError,
)

MEGABYTE: Final = 1_000_000
LONGEST_CELL: Final = 20_000  # characters; a quotation mark that is never closed ends there
SAMPLE_ROWS: Final = 3
LONGEST_SAMPLE: Final = 80
MOST_SLEEPS: Final = 200
MOST_PHOTOS: Final = 24
MOST_OFFERS: Final = 100  # of one member, in one file
EMAIL: Final = re.compile(r"[^\s@,;<>\"()]{1,64}@[^\s@,;<>\"()]{1,189}\.[^\W\d_]{2,}")
PHOTO_NAME: Final = re.compile(
    r"[^/\\:*?\"<>|\x00-\x1f]{1,120}\.(?:jpe?g|png|webp|avif|heic)", re.I
)
PHOTO_SEPARATOR: Final = re.compile(r"[|;,\n]")
UNREADABLE: Final = "\ufffd"
TASK: Final = Task(
    function="hosting.network_imports.table_reader:read_here",
    refusals=(
        TableUnreadableError,
        TableEmptyError,
        HeaderMissingError,
        TooManyRowsError,
        TooManyColumnsError,
    ),
    queue_too_long=TableQueueError,
    too_demanding=TableTooDemandingError,
)


@dataclass(frozen=True, slots=True)
class TableLimits:
    """How much is read of a table at all."""

    octets: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class TableHead:
    """What a file looks like before anybody says what its columns hold.

    `guess` gives for each column that was recognised its place, from 0.
    """

    header: list[str]
    samples: list[list[str]]
    rows: int
    encoding: str
    separator: str
    guess: dict[str, int]


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """The rows that can be read, and for each of the others what is wrong.

    A problem is the number of the row as a spreadsheet shows it, the column's place or -1 for the
    whole row, a `Flaw`, the facts of its sentence, and the beginning of the cell.
    """

    rows: list[dict[str, Any]]
    problems: list[tuple[int, int, str, dict[str, int], str]]
    total: int


def read_head(file: IO[bytes], limits: TableLimits) -> TableHead:
    """In a process of its own. Raises TableTooHeavyError and the refusals of TASK."""
    return TableHead(**_ask(file, limits, {}))


def check_table(
    file: IO[bytes], limits: TableLimits, *, mapping: Mapping[str, int], language: str
) -> CheckedTable:
    """The same; `mapping` says where each `Column` is, `language` what a row without one has."""
    options = {"mapping": dict(mapping), "language": language}
    return CheckedTable(**_ask(file, limits, options))


def _ask(file: IO[bytes], limits: TableLimits, options: Mapping[str, Any]) -> dict[str, Any]:
    file.seek(0, 2)
    if file.tell() > limits.octets:
        raise TableTooHeavyError(limit=limits.octets // MEGABYTE)
    file.seek(0)
    request = {**options, "rows": limits.rows, "columns": limits.columns}
    answer = run(TASK, json.dumps(request).encode() + b"\n" + file.read())
    found: dict[str, Any] = json.loads(answer.content)
    return found


def read_here(content: bytes) -> Answer:
    """In the child: options as JSON in the first line, then the file."""
    line, _end, data = content.partition(b"\n")
    options = json.loads(line)
    text, encoding = decode_table(data)
    table = Table(text, encoding, most_rows=options["rows"], most_columns=options["columns"])
    if "mapping" in options:
        found = asdict(checked_rows(table, options["mapping"], options["language"]))
    else:
        found = asdict(head_of(table))
    return Answer("table", json.dumps(found).encode())


def decode_table(data: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding; U+FFFD stands where UTF-8 is broken.

    By its mark; UTF-16 without one by its zero bytes; else UTF-8, if more lines with accents are
    UTF-8 than aren't; else what old programs of the West write. Raises TableUnreadableError.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16"), "UTF-16"
    if data.startswith(b"\xef\xbb\xbf"):
        return _plain(data[3:].decode(errors="replace")), "UTF-8"
    if wide := _wide_encoding(data[:4096]):
        return _decoded(data, wide), "UTF-16"
    lines = data.split(b"\n")
    broken = sum(not _is_utf8(line) for line in lines)
    accented = sum(not line.isascii() for line in lines)
    if not broken or broken < accented - broken:
        return _plain(data.decode(errors="replace")), "UTF-8"
    try:
        return _decoded(data, "cp1252"), "Windows-1252"
    except TableUnreadableError:
        return _decoded(data, "latin-1"), "ISO-8859-1"


def _wide_encoding(head: bytes) -> str:
    """Of text of the West every second byte is zero."""
    halves = {"utf-16-le": head[1::2], "utf-16-be": head[::2]}
    return next((name for name, half in halves.items() if half.count(0) > len(half) * 0.6), "")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return _plain(data.decode(encoding))
    except UnicodeDecodeError as failure:
        raise TableUnreadableError from failure


def _plain(text: str) -> str:
    """A picture or an archive has zero signs, and no table has."""
    if "\x00" in text:
        raise TableUnreadableError
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(slots=True)
class Row:
    """The cells of one row, or the flaw for which it has none. Rows are counted from 1."""

    number: int
    cells: list[str]
    flaw: Flaw | None = None


class Table:
    """A header and rows. A row whose quotation marks are wrong costs no other row."""

    def __init__(self, text: str, encoding: str, *, most_rows: int, most_columns: int) -> None:
        self.encoding = encoding
        self._lines = text.split("\n")
        self._next = 0
        self._most_rows = most_rows
        if self._lines[0].startswith("sep=") and len(self._lines[0]) == len("sep=;"):
            self._next = 1  # what Excel writes for itself
        self.separator = max(";,\t", key=self._lines[self._next].count)
        first = next((row for row in self._rows() if row.flaw or any(row.cells)), None)
        if first is None or first.flaw:
            raise TableUnreadableError
        self.header = first.cells
        if len(self.header) > most_columns:
            raise TooManyColumnsError(most=most_columns)
        if any("@" in cell for cell in self.header):
            raise HeaderMissingError

    def __iter__(self) -> Iterator[Row]:
        """Those with anything in them. Raises TooManyRowsError."""
        seen = 0
        for row in self._rows():
            if not row.flaw and not any(row.cells):
                continue
            seen += 1
            if seen > self._most_rows:
                raise TooManyRowsError(most=self._most_rows)
            if not row.flaw and any(row.cells[len(self.header) :]):
                row.flaw = Flaw.TOO_MANY_CELLS
            yield row

    def _rows(self) -> Iterator[Row]:
        while self._next < len(self._lines):
            start = self._next
            try:
                cells = next(csv.reader(self._feed(), delimiter=self.separator, strict=True))
            except StopIteration:
                return
            except csv.Error:
                # The next row begins on the next line, wherever the quotation mark was meant to be.
                self._next = start + 1
                yield Row(start + 1, [], Flaw.QUOTES)
                continue
            yield Row(start + 1, [cell.strip() for cell in cells])

    def _feed(self) -> Iterator[str]:
        """Line by line, as the reader asks for them; a cell may go over several."""
        length = 0
        while self._next < len(self._lines):
            line = self._lines[self._next]
            length += len(line)
            if length > LONGEST_CELL + len(line):
                raise csv.Error("a cell without an end")
            self._next += 1
            yield f"{line}\n"


def head_of(table: Table) -> TableHead:
    """Raises TableEmptyError and what reading the rows does."""
    samples: list[list[str]] = []
    rows = 0
    for row in table:
        rows += 1
        if len(samples) < SAMPLE_ROWS and not row.flaw:
            samples.append([cell[:LONGEST_SAMPLE] for cell in row.cells[: len(table.header)]])
    if not rows:
        raise TableEmptyError
    header = [without_controls(name)[:LONGEST_SAMPLE] for name in table.header]
    return TableHead(
        header, samples, rows, table.encoding, table.separator, guess_columns(table.header, samples)
    )


def guess_columns(header: Sequence[str], samples: Sequence[Sequence[str]] = ()) -> dict[str, int]:
    """Where each column is, by the words of the header; addresses also by what stands below."""
    names = [plain_word(name.replace("_", " ")) for name in header]
    guess: dict[str, int] = {}
    for column, words in HEADER_WORDS.items():
        places = (names.index(word) for word in words if word in names)
        place = next((one for one in places if one not in guess.values()), None)
        if place is not None:
            guess[column] = place
    if Column.EMAIL not in guess:
        for place in range(len(header)):
            cells = [row[place] for row in samples if place < len(row)]
            if cells and all(any(mail_addresses_in(cell)) for cell in cells):
                guess[Column.EMAIL] = place
                break
    return guess


def plain_word(text: str) -> str:
    """As the lists of words have it: folded, with a straight apostrophe."""
    return folded_name(text).replace("’", "'")


@dataclass(slots=True)
class RowCheck:
    """One row as it is read: what is in it, and the first flaw of each cell."""

    row: Row
    mapping: Mapping[str, int]
    flaws: dict[str, tuple[Flaw, dict[str, int]]] = field(default_factory=dict)

    def cell(self, column: Column) -> str:
        place = self.mapping.get(column, -1)
        return self.row.cells[place] if 0 <= place < len(self.row.cells) else ""

    def refuse(self, column: Column, flaw: Flaw, **facts: int) -> str:
        self.flaws.setdefault(column, (flaw, facts))
        return ""

    def text(self, column: Column, *, lines: bool = False) -> str:
        """A text that fits and that everybody can read."""
        text = without_controls(self.cell(column)).strip()
        if len(text) > LONGEST[column]:
            return self.refuse(column, Flaw.TOO_LONG, most=LONGEST[column])
        if UNREADABLE in text:
            return self.refuse(column, Flaw.CHARACTERS)
        if "\n" in text and not lines:
            return self.refuse(column, Flaw.SEVERAL_LINES)
        return text

    def email(self) -> str:
        address = self.text(Column.EMAIL).removeprefix("mailto:").lower()
        if Column.EMAIL in self.flaws:
            return ""
        if not address:
            return self.refuse(Column.EMAIL, Flaw.NO_EMAIL)
        if not EMAIL.fullmatch(address):
            return self.refuse(Column.EMAIL, Flaw.EMAIL)
        return address

    def word(self, column: Column, words: Mapping[str, str], flaw: Flaw, default: str) -> str:
        """One of a closed list, by the words that people have for it."""
        text = plain_word(self.text(column))
        if not text:
            return default
        return words.get(text) or self.refuse(column, flaw)

    def sleeps(self) -> int | None:
        text = self.text(Column.SLEEPS)
        if not text:
            return None
        number = int(text) if text.isascii() and text.isdigit() else 0
        if not 1 <= number <= MOST_SLEEPS:
            self.refuse(Column.SLEEPS, Flaw.NUMBER)
            return None
        return number

    def photos(self) -> list[str]:
        text = self.text(Column.PHOTOS, lines=True)
        names = [name.strip() for name in PHOTO_SEPARATOR.split(text) if name.strip()]
        if len(names) > MOST_PHOTOS:
            self.refuse(Column.PHOTOS, Flaw.TOO_MANY_PHOTOS, most=MOST_PHOTOS)
        if not all(PHOTO_NAME.fullmatch(name) for name in names):
            self.refuse(Column.PHOTOS, Flaw.PHOTO_NAME)
        return list(dict.fromkeys(names))

    def values(self, language: str) -> dict[str, Any]:
        """Everything in it; whether it can be used, `flaws` says."""
        found: dict[str, Any] = {
            "row": self.row.number,
            "email": self.email(),
            "name": self.text(Column.NAME),
            "language": self.word(Column.LANGUAGE, LANGUAGE_WORDS, Flaw.LANGUAGE, language),
            "reference": self.text(Column.REFERENCE),
            "kind": self.word(Column.KIND, KIND_WORDS, Flaw.KIND, "stay"),
            "title": self.text(Column.TITLE),
            "words": self.text(Column.WORDS, lines=True),
            "lodging": self.word(Column.LODGING, LODGING_WORDS, Flaw.LODGING, ""),
            "sleeps": self.sleeps(),
            "photos": self.photos(),
        }
        has_offer = found["words"] or found["sleeps"] or found["photos"]
        if has_offer and not found["title"]:
            self.refuse(Column.TITLE, Flaw.NO_TITLE)
        return found


def checked_rows(table: Table, mapping: Mapping[str, int], language: str) -> CheckedTable:
    """Each row read by itself, then compared with those before it."""
    checked = CheckedTable([], [], 0)
    seen: dict[tuple[str, ...], int] = {}
    offers: Counter[str] = Counter()
    total = 0
    for row in table:
        total += 1
        if row.flaw:
            checked.problems.append((row.number, -1, row.flaw, {}, ""))
            continue
        check = RowCheck(row, mapping)
        values = check.values(language)
        if not check.flaws and values["title"]:
            _compare(check, values, seen, offers)
        for name, (flaw, facts) in check.flaws.items():
            cell = without_controls(check.cell(Column(name)))[:LONGEST_SAMPLE]
            checked.problems.append((row.number, mapping.get(name, -1), flaw, facts, cell))
        if not check.flaws:
            checked.rows.append(values)
    return CheckedTable(checked.rows, checked.problems, total)


def _compare(
    check: RowCheck,
    values: Mapping[str, Any],
    seen: dict[tuple[str, ...], int],
    offers: Counter[str],
) -> None:
    """The same offer comes once, and a member has no endless number of them."""
    email = values["email"]
    name = values["reference"] or f"{values['kind']}\n{folded_name(values['title'])}"
    earlier = seen.setdefault((email, name), check.row.number)
    if earlier != check.row.number:
        check.refuse(Column.TITLE, Flaw.TWICE, row=earlier)
    elif offers[email] >= MOST_OFFERS:
        check.refuse(Column.TITLE, Flaw.TOO_MANY_OFFERS, most=MOST_OFFERS)
    else:
        offers[email] += 1
