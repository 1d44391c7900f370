"""The rows of a table that couldn't be read, as a table."""

from __future__ import annotations

import csv
from io import StringIO

from django.utils.translation import gettext as _

from core.text.spreadsheets import BYTE_ORDER_MARK, escape_formula
from hosting.network_imports.models import NetworkImport
from hosting.network_imports.presenters import problem_lines


def problems_csv(network_import: NetworkImport) -> str:
    """A line for each cell: row, column, what is wrong, and what stands there.

    Everything is quoted: a spreadsheet in French splits at semicolons, whatever the file says.
    """
    written = StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow([_("Row"), _("Column"), _("What’s wrong"), _("In the file")])
    for line in problem_lines(network_import):
        cells = (line.column, line.sentence, line.cell)
        writer.writerow([line.row, *map(escape_formula, cells)])
    return BYTE_ORDER_MARK + written.getvalue()
