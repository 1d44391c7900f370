"""The sentences of the log of a community: what has none isn't for its coordinators."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Sentences = dict[str, Promise]

COMMUNITY: Final[Sentences] = {
    "community.founded": _("%(who)s founded the community."),
    "community.described": _("%(who)s told the community in other words."),
    "community.photo_brought": _("%(who)s brought a photograph of the community."),
    "community.photo_described": _("%(who)s described the photograph of the community."),
    "community.photo_removed": _("%(who)s took the photograph of the community out."),
    "community.photo_put_back": _("%(who)s put the photograph of the community back."),
    "community.moved": _("%(who)s made the community public or paused it."),
    "charter.rewritten": _("%(who)s wrote a new version of the charter."),
}
PEOPLE: Final[Sentences] = {
    "membership.applied_for": _("%(who)s asked to join."),
    "candidate.sponsored": _("%(who)s vouched for %(what)s."),
    "candidate.sponsor_invited": _("%(who)s invited someone to vouch for them."),
    "candidate.sponsor_declined": _("%(who)s can’t vouch for %(what)s."),
    "candidate.word_taken_back": _("%(who)s stopped vouching for %(what)s."),
    "candidate.coopted": _("%(what)s was co-opted: %(who)s was the last one needed to vouch."),
    "candidate.refused": _("%(who)s said no to %(what)s, with a reason."),
    "charter.signed": _("%(who)s signed the charter."),
    "member.met": _("%(who)s met %(what)s."),
    "member.welcomed": _("%(what)s became a member."),
    "member.suspended": _("%(who)s suspended %(what)s, with a reason."),
    "member.reinstated": _("%(who)s ended the suspension of %(what)s."),
    "member.left": _("%(who)s left the community."),
    "coordinator.named": _("%(who)s named %(what)s coordinator."),
    "coordinator.dismissed": _("%(who)s ended the task of %(what)s as coordinator."),
    "host.nudged": _("%(who)s asked %(what)s whether they still receive."),
    "host.parked": _("%(who)s paused the offers of %(what)s, with a reason."),
}
OFFERS: Final[Sentences] = {
    "offer.submitted": _("%(who)s handed in “%(what)s”."),
    "offer.taken_back": _("%(who)s took “%(what)s” back before it was read."),
    "offer.sent_back": _("%(who)s asked for a change of “%(what)s”."),
    "offer.published": _("%(who)s read and published “%(what)s”."),
    "offer.paused": _("%(who)s paused “%(what)s”."),
    "offer.parked": _("%(who)s paused “%(what)s” for its silent host."),
    "offer.reopened": _("%(who)s opened “%(what)s” again."),
    "offer.withdrawn": _("%(who)s withdrew “%(what)s” for good."),
}
RULES: Final[Sentences] = {
    "rule.set": _("%(who)s wrote down a rule: %(what)s"),
    "rule.ended": _("%(who)s ended a rule: %(what)s"),
}
ATTESTATIONS: Final[Sentences] = {
    "attestation.given": _("%(who)s put their name to what they saw: %(what)s."),
    "attestation.revoked": _("%(who)s took back what was checked: %(what)s."),
}
CASES: Final[Sentences] = {
    "case.opened": _("“%(what)s” became a case: somebody decides about it."),
    "case.reported": _("Somebody reported “%(what)s”."),
    "case.decided": _("%(who)s decided about “%(what)s”, with reasons."),
    "case.hidden": _("%(who)s took “%(what)s” off the public pages, by a decision."),
    "case.shown": _("%(who)s gave “%(what)s” back to the public pages, by a decision."),
    "case.lifted": _("%(who)s ended what had been decided about “%(what)s”."),
    "case.appealed": _("One side appealed against what was decided about “%(what)s”."),
    "case.erased": _("“%(what)s” was erased: nobody can appeal any more."),
    "case.forgotten": _("Who reported “%(what)s”, and in which words, was forgotten."),
}
ANONYMISED_VERBS: Final = frozenset({"case.reported", "case.appealed"})  # nobody is told who it was
