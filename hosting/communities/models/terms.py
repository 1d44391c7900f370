"""Lists that the co-operative edits: causes, interests and needs, in both languages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.languages import page_language


class Term(models.Model):
    """One word of a list. `slug` is its name in addresses."""

    slug = models.SlugField(_("name in the URL"), unique=True)
    name_fr = models.CharField(_("French"), max_length=80)
    name_en = models.CharField(_("English"), max_length=80)
    icon = models.CharField(_("icon"), max_length=40, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ("sort_order", "slug")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of whoever reads."""
        return self.name_fr if page_language() == "fr" else self.name_en


class Cause(Term):
    """What a community or host stands for."""

    class Meta(Term.Meta):
        verbose_name = _("cause")
        verbose_name_plural = _("causes")


class Interest(Term):
    """What somebody likes to do or see."""

    class Meta(Term.Meta):
        verbose_name = _("interest")
        verbose_name_plural = _("interests")


class Need(Term):
    """What somebody must find: a cot, a kitchen, room for a dog."""

    class Meta(Term.Meta):
        verbose_name = _("need")
        verbose_name_plural = _("needs")
