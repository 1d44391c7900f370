"""Tables to which rows are added and in which nothing is changed: the database refuses it itself.

A migration makes the triggers (`ProtectTable`), for PostgreSQL and SQLite. They name the columns of
their day: without the operation anew, a column that is added later can be changed. And Django
changes a table of SQLite by building it anew, which drops its triggers. So a migration that alters
such a table ends with `ProtectTable` again. Where that was forgotten, a system check
(`commons.audit.checks`) finds triggers that are missing, or that say something else than
`ProtectTable` would write now (`missing_triggers`, `trigger_differences`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Model

UPDATE: Final = "append_only_update"
DELETE: Final = "append_only_delete"
TRUNCATE: Final = "append_only_truncate"  # of PostgreSQL; on SQLite that is a DELETE

# On PostgreSQL a trigger belongs to its table, on SQLite its name is one in the whole database.
POSTGRES_BODY: Final = """
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF {may_update} THEN RETURN NEW; END IF;
    ELSIF TG_OP = 'DELETE' THEN
        IF {may_delete} THEN RETURN OLD; END IF;
    END IF;
    RAISE EXCEPTION '{name} is append-only' USING ERRCODE = 'restrict_violation';
END """
# As pg_get_triggerdef writes them.
POSTGRES: Final = {
    "update": "BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
    "delete": "BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
    "truncate": "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
}
SQLITE: Final = {
    "update": "BEFORE UPDATE ON {table} WHEN NOT ({may_update})"
    " BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END",
    "delete": "BEFORE DELETE ON {table} WHEN NOT ({may_delete})"
    " BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END",
}
SQLITE_TRIGGERS: Final = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
)
GUARDED_COLUMN: Final = re.compile(r"\bNEW\.(\w+)")


@dataclass(frozen=True, slots=True)
class Receipts:
    """The table that keeps a row for each one that may be deleted.

    There `log` has the label of the model, and `row_id` the key of the row.
    """

    table: str
    label: str


@dataclass(frozen=True, slots=True)
class Protection:
    """What may happen in a table all the same, see `ProtectTable`: without anything, nothing."""

    blankable: Mapping[str, str] = field(default_factory=dict)
    settable_once: tuple[str, ...] = ()
    receipts: Receipts | None = None


class ProtectTable(Operation):
    """Triggers that refuse to change or to delete a row. A refused statement raises IntegrityError.

    `blankable` names columns and the value that stands for what was taken out: such a column may
    change to that value or to an empty text. A column in `settable_once` may change from NULL.
    `receipts` allows to delete a row that is noted there. Columns are those of the model at this
    point of the migrations. The model says the same in its `PROTECTION`, which the system check
    compares with the database.
    """

    reversible = True

    def __init__(
        self,
        model: str,
        *,
        blankable: Mapping[str, str] | None = None,
        settable_once: Sequence[str] = (),
        receipts: tuple[str, str] | None = None,
    ) -> None:
        self.model = model
        self.protection = Protection(
            blankable=dict(blankable or {}),
            settable_once=tuple(settable_once),
            receipts=Receipts(*receipts) if receipts else None,
        )

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers aren't part of any model."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        connection = schema_editor.connection
        model = to_state.apps.get_model(app_label, self.model)
        drop_triggers(schema_editor, model._meta.db_table)
        columns = [str(column.column) for column in model._meta.local_concrete_fields]
        guard = Guard.to_write(connection, model, self.protection, columns)
        for statement in guard.statements():
            # Without parameters: a % in a statement is its own.
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        model = from_state.apps.get_model(app_label, self.model)
        drop_triggers(schema_editor, model._meta.db_table)

    def describe(self) -> str:
        return f"Refuse changes of {self.model}"

    @property
    def migration_name_fragment(self) -> str:
        return f"protect_{self.model.lower()}"


@dataclass(frozen=True, slots=True)
class Guard:
    """The triggers of a table, by their names, and on PostgreSQL the function that they call.

    Two guards are compared without quotation marks and the widths of their spaces.
    """

    function: str  # its name; nothing on SQLite, where each trigger holds its own condition
    body: str
    triggers: Mapping[str, str]

    @classmethod
    def to_write(
        cls,
        connection: BaseDatabaseWrapper,
        model: type[Model],
        protection: Protection,
        columns: Iterable[str],
    ) -> Guard:
        """As `ProtectTable` writes it for a table with these columns."""
        names = _names(connection, model._meta.db_table)
        is_postgres = connection.vendor == "postgresql"
        words = names | {
            "may_update": _may_update(connection, model, protection, columns),
            "may_delete": _may_delete(connection, model, protection),
        }
        templates = POSTGRES if is_postgres else SQLITE
        return cls(
            function=names["function"] if is_postgres else "",
            body=POSTGRES_BODY.format(**words) if is_postgres else "",
            triggers={
                _unquoted(names[part]): f"CREATE TRIGGER {names[part]} {template.format(**words)}"
                for part, template in templates.items()
            },
        )

    @classmethod
    def in_database(cls, connection: BaseDatabaseWrapper, table: str) -> Guard:
        """As it is there."""
        names = _names(connection, table)
        with connection.cursor() as cursor:
            if connection.vendor != "postgresql":
                cursor.execute(SQLITE_TRIGGERS, [table])
                return cls("", "", dict(cursor.fetchall()))
            query = "SELECT prosrc FROM pg_proc WHERE oid = to_regproc(%s)"
            cursor.execute(query, [names["function"]])
            bodies = [row[0] for row in cursor.fetchall()]
            query = (
                "SELECT tgname, pg_get_triggerdef(oid, true) FROM pg_trigger"
                " WHERE tgrelid = to_regclass(%s)"
            )
            cursor.execute(query, [names["table"]])
            return cls(names["function"], "".join(bodies), dict(cursor.fetchall()))

    def statements(self) -> list[str]:
        """What makes it."""
        function = (
            f"CREATE FUNCTION {self.function}() RETURNS trigger LANGUAGE plpgsql AS $${self.body}$$"
        )
        return [*([function] if self.function else []), *self.triggers.values()]

    def columns(self) -> set[str]:
        """Those whose change it refuses or restricts."""
        texts = (self.body, *self.triggers.values())
        return {column for text in texts for column in GUARDED_COLUMN.findall(_unquoted(text))}

    def differences(self, other: Guard) -> list[str]:
        """Names of the function and of the triggers of `other` that say something else here."""
        own = {self.function: self.body, **self.triggers}
        wanted = {other.function: other.body, **other.triggers}
        changed = [name for name in wanted if _plain(own.get(name, "")) != _plain(wanted[name])]
        return [_unquoted(name) for name in changed]


def _may_update(
    connection: BaseDatabaseWrapper,
    model: type[Model],
    protection: Protection,
    columns: Iterable[str],
) -> str:
    """A condition on OLD and NEW: every column is as it was, or may become what it becomes.

    Columns come by the alphabet: a model has them in another order than its migrations.
    """
    same = "IS NOT DISTINCT FROM" if connection.vendor == "postgresql" else "IS"
    blankable = {_column(model, name): words for name, words in protection.blankable.items()}
    settable_once = {_column(model, name) for name in protection.settable_once}
    terms = []
    for name in sorted(columns):
        column = connection.ops.quote_name(name)
        term = f"NEW.{column} {same} OLD.{column}"
        if name in blankable:
            term = f"({term} OR NEW.{column} IN ('', '{blankable[name]}'))"
        elif name in settable_once:
            term = f"({term} OR OLD.{column} IS NULL)"
        terms.append(term)
    return " AND ".join(terms)


def _may_delete(connection: BaseDatabaseWrapper, model: type[Model], protection: Protection) -> str:
    receipts = protection.receipts
    if receipts is None:
        return "1 = 0"
    quote, key = connection.ops.quote_name, model._meta.pk
    table, column, label = quote(receipts.table), quote(str(key.column)), receipts.label
    return f"EXISTS (SELECT 1 FROM {table} WHERE log = '{label}' AND row_id = OLD.{column})"  # noqa: S608


def _column(model: type[Model], name: str) -> str:
    return str(getattr(model._meta.get_field(name), "column"))  # noqa: B009  # of a concrete field


def _unquoted(text: str) -> str:
    return text.replace('"', "")


def _plain(text: str) -> str:
    return " ".join(_unquoted(text).split())


def drop_triggers(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Let the table be changed again; nothing happens where it has no such triggers."""
    connection, names = schema_editor.connection, _names(schema_editor.connection, table)
    if connection.vendor == "postgresql":
        for part in ("update", "delete", "truncate"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {names[part]} ON {names['table']}")
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {names['function']}()")
    else:
        for part in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {names[part]}")


def missing_triggers(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    """Names of the triggers that the table should have and hasn't, or that are switched off."""
    expected = [UPDATE, DELETE]
    if connection.vendor == "postgresql":
        expected.append(TRUNCATE)
        query = (
            "SELECT tgname FROM pg_trigger"
            " WHERE tgrelid = to_regclass(%s) AND tgenabled IN ('O', 'A')"
        )
        parameter = connection.ops.quote_name(table)
    else:
        expected = [f"{table}_{name}" for name in expected]
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
        parameter = table
    with connection.cursor() as cursor:
        cursor.execute(query, [parameter])
        found = {row[0] for row in cursor.fetchall()}
    return [name for name in expected if name not in found]


def trigger_differences(
    connection: BaseDatabaseWrapper, model: type[Model], protection: Protection
) -> list[str]:
    """What the triggers of a table don't say as `ProtectTable` would write it now.

    Its columns that they leave out, as `column …`; if there are none, the names of the triggers and
    of the function whose text is another one. Columns are those of the database, so that a
    migration that waits to add one is no fault.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        description = connection.introspection.get_table_description(cursor, table)
    columns = [column.name for column in description]
    found = Guard.in_database(connection, table)
    unguarded = sorted(set(columns) - found.columns())
    if unguarded:
        return [f"column {name}" for name in unguarded]
    return found.differences(Guard.to_write(connection, model, protection, columns))


@contextmanager
def triggers_suspended(connection: BaseDatabaseWrapper, tables: Iterable[str]) -> Iterator[None]:
    """Within, rows of these tables can be changed: for a demonstration that is thrown away.

    To be called in a transaction, which the end of it belongs to: with an error everything is
    rolled back, the triggers as well.
    """
    tables = list(tables)
    # PostgreSQL alters no table for which deferred foreign keys are still to be checked.
    connection.check_constraints()
    with connection.cursor() as cursor:
        made_again = [
            statement for table in tables for statement in _suspend(connection, cursor, table)
        ]
        yield
        connection.check_constraints()
        for statement in made_again:
            cursor.execute(statement)


def _suspend(connection: BaseDatabaseWrapper, cursor: Any, table: str) -> list[str]:
    """Switch the triggers off; return what switches them on again."""
    quoted = connection.ops.quote_name(table)
    if connection.vendor == "postgresql":
        names = {UPDATE, DELETE, TRUNCATE} - set(missing_triggers(connection, table))
        for name in sorted(names):
            cursor.execute(f"ALTER TABLE {quoted} DISABLE TRIGGER {name}")
        return [f"ALTER TABLE {quoted} ENABLE TRIGGER {name}" for name in sorted(names)]
    cursor.execute(SQLITE_TRIGGERS, [table])
    found = [(name, sql) for name, sql in cursor.fetchall() if name.startswith(f"{table}_append")]
    for name, _sql in found:
        cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
    return [sql for _name, sql in found]


def _names(connection: BaseDatabaseWrapper, table: str) -> dict[str, str]:
    quote = connection.ops.quote_name
    prefix = "" if connection.vendor == "postgresql" else f"{table}_"
    return {
        "name": table,
        "table": quote(table),
        "function": quote(f"{table}_append_only"),
        "update": quote(prefix + UPDATE),
        "delete": quote(prefix + DELETE),
        "truncate": quote(prefix + TRUNCATE),
    }
