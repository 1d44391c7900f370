"""The numbers that rows get: PostgreSQL doesn't give them back with what is rolled back."""

from django.db import connection

LAST = "SELECT schemaname, sequencename, last_value FROM pg_sequences"
AGAIN = "SELECT setval(format('%%I.%%I', %s::text, %s::text)::regclass, %s::bigint, %s)"


class Numbers:
    """Where they stood, so that the same life gets the same ones each time it is lived."""

    def __init__(self):
        self._stood = []
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(LAST)
                self._stood = cursor.fetchall()

    def begin_again(self):
        """A number that no row had yet begins at one."""
        with connection.cursor() as cursor:
            for schema, name, last in self._stood:
                cursor.execute(AGAIN, [schema, name, last or 1, last is not None])
