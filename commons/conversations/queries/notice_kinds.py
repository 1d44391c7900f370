"""The kind of mails about conversations."""

from django.utils.translation import gettext_lazy as _

from commons.accounts.queries.notice_kinds import NoticeKind, assign, register

register(
    NoticeKind(
        code="messages",
        place=10,
        title=_("Messages"),
        text=_("Somebody wrote to you in a conversation."),
    )
)
assign("conversations", "messages", "message_posted")
