"""Who may ask in an emergency, and how that is proved."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import new_public_id
from core.languages import page_language
from emergency.activations.models.activations import Activation
from emergency.activations.states.activations import Proof


class Category(models.Model):
    """Who may ask. A row and no word of code, so that nobody is forgotten for want of a release."""

    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="categories")
    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    name_fr = models.CharField(_("name in French"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    proofs = models.JSONField(_("accepted forms of proof"), default=list)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ("sort_order", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_fr if page_language() == "fr" else self.name_en

    def takes(self, proof: Proof) -> bool:
        return proof in self.proofs

    @property
    def proofs_in_words(self) -> list[str]:
        return [str(Proof(code).label) for code in self.proofs]
