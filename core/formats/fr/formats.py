"""French: « 18 h 28 » with spaces that don't break, and « à » between a day and its time.

As the Lexique des règles typographiques en usage à l'Imprimerie nationale writes hours.
"""

TIME_FORMAT = "G\u00a0\\h\u00a0i"
DATETIME_FORMAT = f"j F Y \\à {TIME_FORMAT}"
SHORT_DATETIME_FORMAT = f"d/m/Y \\à {TIME_FORMAT}"
