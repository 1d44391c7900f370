"""States of an import and of the invitations that it makes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", _("Columns to check")
    CHECKED = "checked", _("Ready to import")
    WAITING = "waiting", _("Being imported")
    DONE = "done", _("Imported")
    FAILED = "failed", _("Not imported")
    UNDONE = "undone", _("Undone")
    STOPPED = "stopped", _("Stopped")


IMPORT_TRANSITIONS: Transitions = {
    ImportState.UPLOADED: frozenset({ImportState.CHECKED}),
    ImportState.CHECKED: frozenset({ImportState.CHECKED, ImportState.WAITING}),
    ImportState.WAITING: frozenset({ImportState.DONE, ImportState.FAILED}),
    ImportState.DONE: frozenset({ImportState.UNDONE, ImportState.STOPPED}),
}


class InvitationState(models.TextChoices):
    INVITED = "invited", pgettext_lazy("invitation", "No reply yet")
    ACCEPTED = "accepted", pgettext_lazy("invitation", "Accepted")
    REFUSED = "refused", pgettext_lazy("invitation", "Declined")


INVITATION_TRANSITIONS: Transitions = {
    InvitationState.INVITED: frozenset({InvitationState.ACCEPTED, InvitationState.REFUSED}),
}
