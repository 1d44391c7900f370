"""A node behind TLS that asks who comes: found and written, or refused with a reason."""

from base64 import b64encode
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from search.query.contract import Batch
from search.query.errors import LoginRefusedError, SearchDownError, ServerUntrustedError
from search.query.offer_query import OfferQuery
from tests.factories.hosting import UnitFactory
from tests.search import corpus
from tests.search.engines.conftest import elastic, embedded, fill
from tests.search.engines.elasticsearch.gate import Authority, Gate

EVERYTHING = OfferQuery(today=corpus.TODAY)
LOGIN, KEY = "h%40st:p%2Fw%3A%C3%A9", b64encode(b"name:secret").decode()
BASIC = "Basic " + b64encode("h@st:p/w:é".encode()).decode()


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path, "ours")


@pytest.fixture
def stranger(tmp_path):
    return Authority(tmp_path, "strangers")


@pytest.fixture
def gate(elastic_node, authority):
    """Makes a gate before the node, with the certificate that is asked for."""
    gates = []

    def make(**certificate):
        context = authority.server_context(**certificate)
        gates.append(Gate(elastic_node, context, {BASIC, f"ApiKey {KEY}"}))
        return gates[-1].address

    yield make
    for one in gates:
        one.shutdown()
        one.server_close()


@pytest.fixture
def prefix(elastic_url):
    """The beginning of the names of our indices; they are taken away as those of other tests."""
    return elastic_url().rpartition("/")[2].partition("?")[0]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("elasticsearch://{login}@{address}/{prefix}?ca={ca}&timeout=10", id="login"),
        pytest.param(
            "elasticsearchs://{login}@{address}/{prefix}?ca={ca}&timeout=10", id="login-over-tls"
        ),
        pytest.param(
            "elasticsearch://{address}/{prefix}?tls=1&ca={ca}&api_key={key}&timeout=10", id="key"
        ),
        pytest.param(
            "elasticsearchs://{address}/{prefix}?api_key={key}&ca={ca}&timeout=10",
            id="key-over-tls",
        ),
    ],
)
def test_a_trusted_server_is_written_and_asked(gate, authority, prefix, written):
    url = written.format(
        login=LOGIN, key=quote(KEY), address=gate(), prefix=prefix, ca=quote(str(authority.file))
    )
    engine = elastic(url)

    engine.build().finish()
    fill(engine, [corpus.document(corpus.Random(1), 1)])

    assert engine.search(EVERYTHING).total == 1
    assert engine.health().documents == 1


EXPIRED = {"ends_in": -timedelta(days=1)}
FOREIGN = {"host": "elsewhere.example"}


@pytest.mark.parametrize(
    ("certificate", "whose", "why"),
    [
        pytest.param(
            {},
            "strangers",
            "certificate verify failed|unable to get local issuer certificate",
            id="stranger",
        ),
        pytest.param({}, "", "unable to get local issuer certificate", id="no-authority"),
        pytest.param(EXPIRED, "ours", "certificate has expired", id="expired"),
        pytest.param(FOREIGN, "ours", "Hostname mismatch", id="other-host"),
    ],
)
@pytest.mark.usefixtures("stranger")
def test_a_server_that_cannot_be_trusted_is_refused(
    gate, prefix, tmp_path, certificate, whose, why
):
    trusted = f"&ca={quote(str(tmp_path / whose))}.pem" if whose else ""
    engine = elastic(f"elasticsearchs://{LOGIN}@{gate(**certificate)}/{prefix}?timeout=10{trusted}")

    for ask in (
        lambda: engine.search(EVERYTHING),
        lambda: engine.write(Batch(1, gone=(1,))),
        engine.build,
    ):
        with pytest.raises(ServerUntrustedError, match=why):
            ask()
    health = engine.health()
    assert not health.answers
    assert health.reason.endswith("Check the ca setting in SEARCH_URL.")


@pytest.mark.parametrize(
    "who",
    [
        pytest.param("{address}/{prefix}?api_key=bm9ib2R5&", id="key"),
        pytest.param("me:no@{address}/{prefix}?", id="login"),
    ],
)
def test_a_server_that_does_not_know_us_is_refused(gate, authority, prefix, who):
    named = who.format(address=gate(), prefix=prefix)
    engine = elastic(f"elasticsearchs://{named}timeout=10&ca={quote(str(authority.file))}")

    for ask in (
        lambda: engine.search(EVERYTHING),
        lambda: engine.write(Batch(1, gone=(1,))),
        engine.build,
    ):
        with pytest.raises(LoginRefusedError):
            ask()
    assert engine.health().reason == str(LoginRefusedError())


def test_a_server_that_speaks_no_tls_is_refused(elastic_node, authority, prefix):
    address = elastic_node.removeprefix("http://").rstrip("/")
    engine = elastic(
        f"elasticsearchs://{address}/{prefix}?timeout=10&ca={quote(str(authority.file))}"
    )

    with pytest.raises(SearchDownError):
        engine.search(EVERYTHING)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("certificate", "who", "reason"),
    [
        pytest.param(
            {},
            f"?api_key={quote('bm9ib2R5')}&",
            "The search server refuses our login or key",
            id="no-login",
        ),
        pytest.param(
            EXPIRED,
            f"?api_key={quote(KEY)}&",
            "couldn’t be verified: certificate has expired",
            id="expired",
        ),
    ],
)
def test_failed_connection_falls_back_to_the_database(
    gate, authority, prefix, settings, certificate, who, reason
):
    stay = UnitFactory().stay
    stand_by = embedded()
    stand_by.build().finish()
    call_command("search", "rebuild", verbosity=0)
    trusted = quote(str(authority.file))
    settings.SEARCH_URL = f"elasticsearch://{gate(**certificate)}/{prefix}{who}ca={trusted}"

    page = Client().get("/en/offers/").content.decode()
    ready = Client().get("/readyz").content.decode()
    with pytest.raises(CommandError, match=reason):
        call_command("search", "check", verbosity=0)

    assert stay.title in page
    assert "Search is slower than usual right now." in page
    assert "search: elasticsearch doesn’t respond (" in ready
    assert reason in ready
