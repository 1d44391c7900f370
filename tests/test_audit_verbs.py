"""Every deed that is written down anywhere is told in the log of a community, or is named here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from hosting.coordination.presenters.log_sources import log_sources
from travel_stories.itineraries.states import ItineraryState
from travel_stories.stories.states import StoryState

VERB = re.compile(r"[a-z_]+\.[a-z_]+")
PACKAGES = ("cms", "commons", "core", "demo", "emergency", "hosting", "search", "travel_stories")
FAMILIES = {"itinerary.": ItineraryState, "story.": StoryState}

OF_AN_EMERGENCY = {
    *("activation", "standby", "roster", "matching_run", "text", "submission"),
    *("helper", "housing_offer", "housing_proposal", "housing_request", "placement"),
    *("extension", "relay_message", "suspension", "incident", "switch"),
}
OF_ONE_PERSON = {
    "person",
    "profile",
    "promise",
    "demo",
    "signing_key",
    "network_invitation",
    "push_subscription",
}  # an account, mails, what runs the site
BEFORE_A_COMMUNITY = {"founding"}  # asked for, and not there yet
OF_A_GROUP_THAT_TRAVELS = {"trip", "document", "booklet", "sound"}
BETWEEN_TWO = {
    *("agreement", "request", "proposal", "set", "note", "concern", "message"),
    *("enquiry", "enquiries", "quote"),
}
OF_AN_ORGANISATION = {"organisation", "mandate"}
OF_A_HOST_ALONE = {
    *("nights", "unit", "session", "sessions", "rate", "season", "hours", "access", "stay"),
    *("translation", "photo", "offer_photo", "saved_reply", "stock", "calendar_feed"),
    "calendar_conflict",
}
NOT_OF_A_COMMUNITY = (
    OF_AN_EMERGENCY
    | OF_ONE_PERSON
    | BEFORE_A_COMMUNITY
    | OF_A_GROUP_THAT_TRAVELS
    | BETWEEN_TWO
    | OF_A_HOST_ALONE
    | OF_AN_ORGANISATION
)
OF_THE_HOST = {
    *("offer.located", "offer.taken_over", "offer.drafted", "offer.revised"),
    *("calendar_link.created", "calendar_link.revoked"),
    *(
        "co_host.invited",
        "co_host.accepted",
        "co_host.declined",
        "co_host.changed",
        "co_host.ended",
    ),
    "offer.organisation_chosen",
    "offer.erased",  # after the host has left: its title is gone as well
}
OF_AUTHORS = {  # until somebody else has read it, and who may write along or read before
    *("story.begun", "story.draft", "story.reread", "story.submitted", "story.sent_back"),
    *("story.withdrawn", "story.deleted", "story.forgotten", "story.left", "story.joined"),
    *("story.invited", "story.invitation_revoked", "story.role_changed"),
    *("story.author_removed", "story.link_made", "story.link_revoked"),
    *("story.consent_asked", "story.consent_answered", "story.consent_noted"),
    "story.consent_withdrawn",
    *("itinerary.begun", "itinerary.draft", "itinerary.deleted", "itinerary.forgotten"),
}


def written(node: ast.expr, constants: dict[str, ast.expr]) -> Iterator[str]:
    """What an argument may say: a word, one of two, or every state after the noun."""
    match node:
        case ast.Name(id=name) if name in constants:
            yield from written(constants[name], {})
        case ast.Constant(value=str(verb)) if VERB.fullmatch(verb):
            yield verb
        case ast.IfExp(body=body, orelse=other):
            yield from (*written(body, constants), *written(other, constants))
        case ast.JoinedStr(values=[ast.FormattedValue(value=ast.Attribute(attr="model_name")), *_]):
            yield from (f"{start}{state}" for start in FAMILIES for state in FAMILIES[start])
        case ast.JoinedStr(values=[ast.Constant(value=start), *_]):
            yield from (f"{start}{state}" for state in FAMILIES.get(start, ["…"]))


def verbs_in(tree: ast.Module) -> Iterator[str]:
    """Handed to the record, by name, or to a function beside it that asks for a verb."""
    places = {
        node.name: [one.arg for one in node.args.args].index("verb")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and "verb" in [one.arg for one in node.args.args]
    }
    constants = {
        ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target): node.value
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value
    }
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        place = 1 if ast.unparse(call.func) == "audit.record" else places.get(_name(call))
        sentences_by_verb = (
            [call.args[place]] if place is not None and place < len(call.args) else []
        )
        for argument in (
            *sentences_by_verb,
            *(one.value for one in call.keywords if one.arg == "verb"),
        ):
            yield from written(argument, constants)


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def every_verb() -> set[str]:
    paths = (path for name in PACKAGES for path in Path(settings.BASE_DIR, name).rglob("*.py"))
    trees = (ast.parse(path.read_text()) for path in paths if "migrations" not in path.parts)
    return {verb for tree in trees for verb in verbs_in(tree)}


def sentences():
    return {verb: words for noun in log_sources() for verb, words in noun.sentences.items()}


def test_every_verb_has_a_sentence_or_a_reason_to_have_none():
    found = every_verb()

    kept_apart = {verb for verb in found if verb.split(".")[0] in NOT_OF_A_COMMUNITY}

    assert found - kept_apart - OF_THE_HOST - OF_AUTHORS == set(sentences())
    assert {verb.split(".")[0] for verb in kept_apart} == NOT_OF_A_COMMUNITY
    assert found >= OF_THE_HOST | OF_AUTHORS
    assert {"case.decided", "case.hidden", "case.lifted"} <= found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_sentence_is_one_in_both_languages(language):
    with override(language):
        sentences_by_verb = {
            verb: str(words) % {"who": "Nadia", "what": "Tom"}
            for verb, words in sentences().items()
        }

    assert [verb for verb, words in sentences_by_verb.items() if "%" in words] == []
    assert all("Nadia" in words or "Tom" in words for words in sentences_by_verb.values())


def test_french_says_each_in_words_of_its_own():
    sentences_by_verb = sentences()
    with override("en"):
        english = {verb: str(words) for verb, words in sentences_by_verb.items()}
    with override("fr"):
        french = {verb: str(words) for verb, words in sentences_by_verb.items()}

    assert [verb for verb in sentences_by_verb if french[verb] == english[verb]] == []


def test_no_nameless_sentence_has_room_for_a_name():
    sentences_by_verb = {
        verb: str(noun.sentences[verb]) for noun in log_sources() for verb in noun.anonymised_verbs
    }

    assert [verb for verb, words in sentences_by_verb.items() if "%(who)s" in words] == []
