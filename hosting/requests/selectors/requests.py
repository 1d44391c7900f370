"""What the two sides of a request read."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.profiles.selectors import face_subquery
from hosting.cohosts.models import CoHost
from hosting.cohosts.selectors import answering_co_hosts_subquery
from hosting.communities.presenters.local_rules import rules_subquery
from hosting.offers.models.offers import Offer
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import OF_HOST, Proposal, Request, RequestQuerySet
from hosting.requests.selectors.request_sections import section_prefetches
from hosting.requests.states import ProposalState, RequestState


def requestable_by(person: User) -> QuerySet[Offer]:
    """What this person may ask for, or reads on their own page, with the rules that hold there."""
    offers = Offer.objects.visible_to(person).select_related("place", "host", "community")
    annotated: QuerySet[Offer] = offers.annotate(rules_json=rules_subquery("community"))
    return annotated


def requests_for(person: User) -> QuerySet[Request]:
    """Both the received and the sent ones, with what a line of a list shows."""
    return (
        Request.objects.visible_to(person)
        .without_open_counterparts()
        .with_terms()
        .with_latest_words(person)
        .select_related("guest", "host", "on_behalf_of")
        .annotate(**_faces(person), reader_answers=_answers(person))
        .order_by("-sent_at", "-pk")
    )


def unanswered_requests_of(person: User) -> QuerySet[Request]:
    """Requests that this host hasn't answered, nor anybody for them, the most urgent first.

    So does a co-host read what waits for an answer.
    """
    return (
        waiting_for_host(person)
        .with_terms()
        .with_latest_words(person)
        .select_related("guest", "host", "on_behalf_of")
        .annotate(**_faces(person), reader_answers=_answers(person))
        .order_by("answer_by", "pk")
    )


def waiting_for_host(person: User) -> RequestQuerySet:
    """The rows of `unanswered_requests_of`, without what a list shows of them."""
    rows: RequestQuerySet = Request.objects.visible_to(person).unanswered()
    return (
        rows.filter(Q(host=person) | Q(_answers(person)))
        .filter(is_counterpart=False)
        .exclude(guest=person)
        .exclude(Exists(_proposed_by_host()))
    )


def own_turns(person: User) -> QuerySet[Request]:
    """What `waiting_for_host` and `proposals_waiting_for` give a host or guest by themselves.

    Whoever is one of them sees the request, so nothing else is asked. The header of every page
    counts these, and Django takes ten times longer to name what colleagues and co-hosts read.
    """
    is_proposed = Exists(_proposed_by_host())
    rows: QuerySet[Request] = Request.objects.unanswered().filter(is_counterpart=False)
    return rows.filter((Q(host=person) & ~is_proposed) | (Q(guest=person) & is_proposed))


def _faces(reader: User) -> dict[str, Subquery]:
    """The portraits of both sides, for a line of a list."""
    return {f"{side}_face": face_subquery(side, reader) for side in ("guest", "host")}


def _answers(reader: Visitor) -> Exists:
    """Whether this reader answers for the host, as far as they aren't the guest."""
    return Exists(CoHost.objects.answering(reader).filter(offer=OuterRef("offer")))


def _proposed_by_host() -> QuerySet[Proposal]:
    """The terms on the table, where it is the guest's turn."""
    return Proposal.objects.filter(OF_HOST, request=OuterRef("pk"), state=ProposalState.OPEN)


def proposals_waiting_for(person: User) -> QuerySet[Request]:
    """Requests of this guest, or of an organisation that they act for, to which the host has
    proposed other terms.
    """
    return (
        Request.objects.visible_to(person)
        .unanswered()
        .exclude(host=person)
        .filter(is_counterpart=False)
        .filter(Q(guest=person) | ~Q(_answers(person)))
        .filter(Exists(_proposed_by_host()))
    )


def upcoming_agreements_of(person: User) -> QuerySet[Agreement]:
    """Whom this host expects, or somebody for whom they answer, the next first."""
    return (
        Agreement.objects.filter(
            Q(host=person)
            | Q(request__offer__in=CoHost.objects.answering(person).order_by().values("offer")),
            request__state=RequestState.AGREED,
        )
        .exclude(guest=person)
        .select_related("request__offer__place__locality", "guest")
        .order_by("check_in", "starts_at", "pk")
    )


def requests_with_details(person: Visitor) -> QuerySet[Request]:
    """Requests with all that their page shows."""
    return (
        Request.objects.visible_to(person)
        .annotate(
            rules_json=rules_subquery("offer__community"),
            reader_answers=_answers(person),
            co_hosts_json=answering_co_hosts_subquery(offer="offer"),
        )
        .select_related(
            "offer__place__locality",
            "offer__community",
            "guest",
            "host",
            "thread",
            "request_set",
            "on_behalf_of",
            "host_organisation",
            "unit",
            "session",
            "agreement__contacts",
            "agreement__host",
            "agreement__unit",
            "agreement__session",
        )
        .prefetch_related(
            "needs",
            Prefetch("proposals", Proposal.objects.select_related("by", "unit", "session")),
            *section_prefetches(),
        )
    )
