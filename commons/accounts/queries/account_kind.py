"""The kind of mails that accounts write themselves: letters, which leave for whoever asked."""

from django.utils.translation import gettext_lazy as _

from commons.accounts.queries.notice_kinds import NoticeKind, register

register(
    NoticeKind(
        code="account",
        place=90,
        title=_("Your account"),
        text=_("Codes and links to come in, changes of your password and address."),
        because=_("They keep strangers out."),
    )
)
