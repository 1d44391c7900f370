"""The words of an answer that a host keeps ready."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hosting.requests.models.saved_replies import SavedReply


class SavedReplyForm(forms.ModelForm[SavedReply]):
    class Meta:
        model = SavedReply
        fields = ("title", "body")
        widgets: ClassVar = {"body": forms.Textarea(attrs={"rows": 6})}
        error_messages: ClassVar[dict[str, Any]] = {
            "title": {"required": _("Enter a name for this reply.")},
            "body": {"required": _("Write the text of the reply.")},
        }
