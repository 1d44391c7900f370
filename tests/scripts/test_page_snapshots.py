"""What is kept of a page, which pages are requested, and how two folders are compared."""

import json

import pytest

from scripts import page_snapshots
from scripts.cli import RefusalError
from scripts.snapshot_compare import (
    ABOUT,
    FORMAT,
    INDEX,
    compare,
    read,
    read_renames,
    renamed,
    report,
)
from scripts.snapshot_text import Frontier, digest_of, file_name, links_in, normalised

UUID = "0a1b2c3d-0a1b-4a1b-8a1b-0a1b2c3d4e5f"


@pytest.fixture
def keep(tmp_path):
    """A function that writes a folder of snapshots: texts by address, of the view `core:page`."""

    def folder(name, texts, *, view="core:page", **about):
        made = tmp_path / name
        pages = made / "pages" / "visitor" / "en"
        pages.mkdir(parents=True)
        rows = []
        for url, text in texts.items():
            (pages / file_name(url)).write_text(text)
            rows.append("\t".join(("visitor", "en", view, url, "200", digest_of(text))))
        (made / INDEX).write_text("\n".join([*rows, ""]))
        (made / ABOUT).write_text(json.dumps({"format": FORMAT, "each": 3} | about))
        return made

    return folder


def differences(before, after, renames=None):
    return compare(read(before), read(after), renames or {})


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param(
            '<input type="hidden" name="csrfmiddlewaretoken" value="aB3">',
            '<input type="hidden" name="csrfmiddlewaretoken" value="CSRF">',
            id="csrf-field",
        ),
        pytest.param(f'"CSRF_TOKEN": "{"a1" * 32}"', '"CSRF_TOKEN": "CSRF"', id="csrf-token"),
        pytest.param('<script nonce="3q2+7w==aaaa">', '<script nonce="NONCE">', id="nonce"),
        pytest.param(
            "script-src 'nonce-3q2+7w==aaaa'", "script-src 'nonce-NONCE'", id="nonce-in-policy"
        ),
        pytest.param(
            f'<input name="key" value="{UUID}">', '<input name="key" value="KEY">', id="key"
        ),
        pytest.param(
            f'<input name="idea-key" value="{UUID}">',
            '<input name="idea-key" value="KEY">',
            id="key-with-prefix",
        ),
        pytest.param(f"?s=gAAAAA{'x-_9' * 20}&", "?s=SEALED&", id="sealed"),
        pytest.param(
            'href="/static/css/app.3f2a9c81.css"', 'href="/static/css/app.css"', id="hashed-file"
        ),
        pytest.param(
            'src="/static/admin/core.js?v=1f2e3d4c"',
            'src="/static/admin/core.js?v=VERSION"',
            id="version",
        ),
    ],
)
def test_normalised_takes_out_what_is_random(text, kept):
    found = normalised(text)

    assert found == kept


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('<a href="/en/offers/the-mill-abcd2345/">20 July 2027, 14:00</a>', id="link"),
        pytest.param(f'<li id="{UUID}">', id="uuid"),
        'href="/static/css/app.css"',
        pytest.param('src="/static/js/place-map.min.js"', id="script"),
        pytest.param('<input name="csrf" value="words">', id="field"),
    ],
)
def test_normalised_keeps_everything_else(text):
    found = normalised(text)

    assert found == text


def test_links_in_finds_addresses_of_this_site_in_their_order():
    text = (
        '<a href="/en/offers/?a=1&amp;b=2#top"><a href="?list=asked"><form action="/en/ask/">'
        '<a href="https://elsewhere.example/en/"><a href="mailto:a@example.org">'
        "<loc>http://localhost:8000/fr/</loc>"
        '{"url": "http://localhost:8000/api/v1/offers/"}'
    )

    found = links_in(text, "/en/reports/")

    assert found == [
        "/en/offers/?a=1&b=2",
        "/en/reports/?list=asked",
        "/en/ask/",
        "/fr/",
        "/fr/",
        "/api/v1/offers/",
    ]


def test_file_name_differs_for_addresses_that_read_alike():
    urls = ["/en/a/b/", "/en/a_b/", "/en/a/b/?x=1", "/", f"/{'a' * 300}", f"/{'a' * 301}"]

    names = {file_name(url) for url in urls}

    assert len(names) == len(urls)
    assert all(len(name) < 150 and "/" not in name for name in names)


def frontier(starts, *, each=0, follows=lambda url: True, in_short=()):
    return Frontier(
        starts,
        each=each,
        view_of=lambda path: path.split("/")[1],
        follows=follows,
        in_short=in_short,
    )


def test_frontier_is_breadth_first_and_requests_nothing_twice():
    leads_to = {"/a/": ["/b/1", "/b/2"], "/b/1": ["/c/", "/a/"], "/b/2": ["/c/"]}
    waiting, found = frontier(["/a/"]), []

    for url in waiting:
        found.append(url)
        waiting.add(leads_to.get(url, []))

    assert found == ["/a/", "/b/1", "/b/2", "/c/"]


def test_frontier_requests_so_many_of_each_view_and_set_of_parameters():
    waiting = frontier([], each=2)

    waiting.add([f"/b/{number}{more}" for number in range(4) for more in ("", "?q=1", "?q=")])

    assert list(waiting) == ["/b/0", "/b/0?q=1", "/b/0?q=", "/b/1"]


def test_frontier_limits_a_view_to_four_sets_of_parameters():
    waiting = frontier([], each=1)

    waiting.add([f"/b/?{sign}=1" for sign in "uvwxyz"])

    assert list(waiting) == ["/b/?u=1", "/b/?v=1", "/b/?w=1", "/b/?x=1"]


def test_frontier_requests_a_single_page_of_a_view_that_is_read_in_short():
    waiting = frontier([], each=3, in_short={"b"})

    waiting.add(["/b/1", "/b/2", "/b/?q=1", "/c/1", "/c/2"])

    assert list(waiting) == ["/b/1", "/c/1", "/c/2"]


def test_frontier_requests_a_form_once_wherever_it_leads_on_to():
    waiting = frontier(["/login/?next=/a/"])

    waiting.add(["/login/?next=/b/", "/login/"])

    assert list(waiting) == ["/login/?next=/a/", "/login/"]


def test_frontier_takes_addresses_with_different_seals_for_one():
    waiting = frontier([])

    waiting.add([f"/a/?page=gAAAAA{sign * 80}" for sign in "xy"])

    assert list(waiting) == [f"/a/?page=gAAAAA{'x' * 80}"]


def test_frontier_requests_starts_whatever_is_followed_and_however_many():
    waiting = frontier(["/a/1", "/a/2", "/a/3"], each=1, follows=lambda url: "/b/" in url)

    waiting.add(["/a/4", "/b/1", "/b/2"])

    assert list(waiting) == ["/a/1", "/a/2", "/a/3", "/b/1"]


def test_compare_finds_no_difference_between_two_runs_that_are_equal(keep):
    texts = {"/en/": "<p>Welcome</p>", "/en/offers/": "<p>Offers</p>"}

    found = differences(keep("before", texts), keep("after", texts))

    assert not found
    assert list(report(found)) == ["0 missing, 0 new, 0 different."]


def test_compare_finds_missing_new_and_changed_pages_by_change(keep):
    before = keep("before", {"/a": "<p>1</p><b>x</b>", "/b": "<i>2</i><b>x</b>", "/c": "3"})
    after = keep("after", {"/a": "<p>1</p><b>y</b>", "/b": "<i>2</i><b>y</b>", "/d": "4"})

    found = differences(before, after)

    assert found.missing == [("visitor", "en", "/c")]
    assert found.new == [("visitor", "en", "/d")]
    assert found.texts == {
        ("-<b>x</b>", "+<b>y</b>"): [("visitor", "en", "/a"), ("visitor", "en", "/b")]
    }
    assert list(report(found)) == [
        "1 missing:",
        "  visitor en /c",
        "1 new:",
        "  visitor en /d",
        "Pages that differ in the same way: 2",
        "  visitor en /a",
        "  visitor en /b",
        "    -<b>x</b>",
        "    +<b>y</b>",
        "1 missing, 1 new, 2 different.",
    ]


def test_compare_reads_a_rule_of_the_words_as_a_difference(keep):
    before = keep("before", {"/a": "one\n--- two"})
    after = keep("after", {"/a": "one\n+++ two"})

    found = differences(before, after)

    assert list(found.texts) == [("---- two", "++++ two")]


def test_compare_finds_another_view_at_the_same_address(keep):
    before = keep("before", {"/a": "1"})
    after = keep("after", {"/a": "1"}, view="core:other")

    found = differences(before, after)

    assert list(report(found)) == [
        "Pages with another view: 1 (core:page → core:other)",
        "  visitor en /a",
        "0 missing, 0 new, 0 different.",
    ]


def test_compare_accepts_the_names_that_were_agreed_and_nothing_else(keep):
    before = keep("before", {"/a": '<p class="perch card">', "/b": "<p>perch-end</p>"})
    after = keep(
        "after", {"/a": '<p class="hint card">', "/b": "<p>hint-end</p>"}, view="core:room"
    )

    found = differences(before, after, {"perch": "hint", "core:page": "core:room"})

    assert not found.views
    assert found.texts == {("-<p>perch-end</p>", "+<p>hint-end</p>"): [("visitor", "en", "/b")]}


def test_renamed_exchanges_two_names_and_takes_the_longest():
    text = "a b a-b x:a a:x"

    found = renamed(text, {"a": "b", "b": "a", "a-b": "c", "x:a": "y:a"})

    assert found == "b a c y:a a:x"


def test_report_names_some_pages_and_the_first_lines(keep):
    urls = [f"/{number}" for number in range(6)]
    before = keep("before", dict.fromkeys(urls, "<i>1</i>" * 40))
    after = keep("after", dict.fromkeys(urls, "<i>2</i>" * 40))

    lines = list(report(differences(before, after)))

    assert lines[0] == "Pages that differ in the same way: 6"
    assert lines[5] == "  … and 2 more"
    assert lines[-2:] == ["    … and 56 more lines", "0 missing, 0 new, 6 different."]


def test_command_compare_exits_with_1_for_a_difference_else_0(keep, capsys):
    one, same, other = (
        str(keep(name, {"/a": text})) for name, text in (("a", "1"), ("b", "1"), ("c", "2"))
    )

    ended = [page_snapshots.main(["compare", one, after]) for after in (same, other)]

    assert ended == [0, 1]
    assert capsys.readouterr().out.splitlines()[-1] == "0 missing, 0 new, 1 different."


def test_read_refuses_a_folder_that_is_missing_or_incomplete(keep, tmp_path):
    incomplete = keep("incomplete", {"/a": "1"})
    (incomplete / ABOUT).unlink()

    for folder in (tmp_path / "missing", incomplete):
        with pytest.raises(RefusalError, match="doesn’t contain a complete set of snapshots"):
            read(folder)


def test_read_refuses_a_folder_of_another_format(keep):
    folder = keep("old", {"/a": "1"}, format=FORMAT - 1)

    with pytest.raises(RefusalError, match="another format"):
        read(folder)


def test_command_compare_refuses_two_folders_that_were_walked_differently(keep):
    before, after = keep("before", {"/a": "1"}), keep("after", {"/a": "1"}, each=5)

    with pytest.raises(RefusalError, match="same options"):
        page_snapshots.main(["compare", str(before), str(after)])


@pytest.mark.parametrize("table", ["old", "old\tnew\tmore", "old\tnew\nold\tother"])
def test_read_renames_refuses_another_shape_of_table(tmp_path, table):
    path = tmp_path / "renames.tsv"
    path.write_text(table)

    with pytest.raises(RefusalError, match="two columns"):
        read_renames(path)


def test_read_renames_refuses_a_file_that_is_missing(tmp_path):
    with pytest.raises(RefusalError, match="can’t be read"):
        read_renames(tmp_path / "renames.tsv")


def test_read_renames_skips_remarks_and_empty_lines(tmp_path):
    path = tmp_path / "renames.tsv"
    path.write_text("# classes\nperch\thint\n\n")

    found = read_renames(path)

    assert found == {"perch": "hint"}


def test_command_write_refuses_a_folder_that_is_there(keep):
    folder = keep("before", {"/a": "1"})

    with pytest.raises(RefusalError, match="already exists"):
        page_snapshots.main(["write", str(folder)])


@pytest.mark.parametrize("each", ["0", "-1", "many"])
def test_command_write_refuses_a_bound_that_is_no_number_of_pages(tmp_path, capsys, each):
    with pytest.raises(SystemExit):
        page_snapshots.main(["write", str(tmp_path / "new"), "--each", each])

    assert "--each" in capsys.readouterr().err
