"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hosting.coordination.presenters.log_sources import LogSource, register_log_source
from hosting.network_imports.models import NetworkImport

register_log_source(
    LogSource(
        "network_import",
        _("Imports of networks"),
        rows=lambda community, reader: community.network_imports.all(),
        read=(NetworkImport.objects.all(),),
        sentences={
            "network.uploaded": _("%(who)s sent a table of members and offers: %(what)s."),
            "network.checked": _("%(who)s checked the columns of the table %(what)s."),
            "network.confirmed": _("%(who)s started the import of %(what)s."),
            "network.imported": _("The table %(what)s was imported."),
            "network.failed": _("The table %(what)s couldn’t be imported."),
            "network.photos_added": _("%(who)s added photos to the import of %(what)s."),
            "network.stopped": _("%(who)s stopped an import: %(what)s."),
            "network.undone": _("%(who)s undid an import: %(what)s."),
            "network.cleared": _(
                "The rows of the import %(what)s were deleted at the end of their retention period."
            ),
            "network.forgotten": _("The record of the import %(what)s was deleted."),
        },
    )
)
