"""The sentences of the log of a community: what has none isn't for its coordinators."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Sentences = dict[str, Promise]

COMMUNITY: Final[Sentences] = {
    "community.founded": _("%(who)s founded the community."),
    "community.described": _("%(who)s edited the community’s description."),
    "community.photo_brought": _("%(who)s added a photo of the community."),
    "community.photo_described": _("%(who)s described the photo of the community."),
    "community.photo_removed": _("%(who)s removed the photo of the community."),
    "community.photo_put_back": _("%(who)s restored the photo of the community."),
    "community.moved": _("%(who)s changed who can see the community."),
    "charter.rewritten": _("%(who)s wrote a new version of the charter."),
}
PEOPLE: Final[Sentences] = {
    "membership.applied_for": _("%(who)s asked to join."),
    "candidate.sponsored": _("%(who)s vouched for %(what)s."),
    "candidate.sponsor_invited": _("%(who)s invited someone to vouch for them."),
    "candidate.sponsor_declined": _("%(who)s declined to vouch for %(what)s."),
    "candidate.word_taken_back": _("%(who)s stopped vouching for %(what)s."),
    "candidate.coopted": _("%(who)s was the last sponsor %(what)s needed."),
    "candidate.refused": _("%(who)s declined the application from %(what)s, giving a reason."),
    "charter.signed": _("%(who)s signed the charter."),
    "member.met": _("%(who)s recorded a meeting with %(what)s."),
    "member.welcomed": _("%(what)s became a member."),
    "member.suspended": _("%(who)s suspended %(what)s, giving a reason."),
    "member.reinstated": _("%(who)s ended the suspension of %(what)s."),
    "member.phone_answers_changed": _(
        "%(who)s noted whether requests to %(what)s are answered by phone."
    ),
    "member.left": _("%(who)s left the community."),
    "coordinator.named": _("%(who)s made %(what)s a coordinator."),
    "coordinator.dismissed": _("%(who)s removed %(what)s as a coordinator."),
    "host.nudged": _("%(who)s asked %(what)s whether they were still hosting."),
    "host.parked": _("%(who)s paused the offers of %(what)s, giving a reason."),
}
OFFERS: Final[Sentences] = {
    "offer.submitted": _("%(who)s submitted “%(what)s” for review."),
    "offer.taken_back": _("%(who)s withdrew “%(what)s” from review."),
    "offer.sent_back": _("%(who)s requested changes to “%(what)s”."),
    "offer.published": _("%(who)s reviewed and published “%(what)s”."),
    "offer.paused": _("%(who)s paused “%(what)s”."),
    "offer.parked": _("%(who)s paused “%(what)s” because its host wasn’t replying."),
    "offer.reopened": _("%(who)s resumed “%(what)s”."),
    "offer.handed_over": _("%(who)s took over “%(what)s” for an organisation."),
    "offer.withdrawn": _("%(who)s permanently withdrew “%(what)s”."),
}
RULES: Final[Sentences] = {
    "rule.set": _("%(who)s added a rule: %(what)s"),
    "rule.ended": _("%(who)s ended a rule: %(what)s"),
}
ANNOUNCEMENTS: Final[Sentences] = {
    "members.mailed": _("%(who)s wrote to all members: %(what)s"),
}
ATTESTATIONS: Final[Sentences] = {
    "attestation.given": _("%(who)s added a check: %(what)s."),
    "attestation.revoked": _("%(who)s withdrew a check: %(what)s."),
}
CASES: Final[Sentences] = {
    "case.opened": _("A case about “%(what)s” was opened for a decision."),
    "case.reported": _("Someone reported “%(what)s”."),
    "case.decided": _("%(who)s made a decision about “%(what)s” and gave reasons."),
    "case.hidden": _("%(who)s removed “%(what)s” from the public pages after a decision."),
    "case.shown": _("%(who)s restored “%(what)s” to the public pages after a decision."),
    "case.lifted": _("%(who)s lifted the restriction on “%(what)s”."),
    "case.appealed": _("Someone appealed against the decision about “%(what)s”."),
    "case.erased": _("“%(what)s” was erased, so no one can appeal any more."),
    "case.forgotten": _(
        "The identity of the person who reported “%(what)s”, and what they wrote, were erased."
    ),
}
ANONYMISED_VERBS: Final = frozenset({"case.reported", "case.appealed"})  # nobody is told who it was
