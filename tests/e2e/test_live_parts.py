"""A part of a page becomes what a newer answer says, around what a person is busy with."""

import pytest

CHANGE = """
async ([before, after, act]) => {
  const { morph } = await import("/static/js/morph.js");
  const part = document.createElement("div");
  part.id = "part";
  part.innerHTML = before;
  document.querySelector("main").append(part);
  const page = new DOMParser().parseFromString(`<div id="part">${after}</div>`, "text/html");
  const field = part.querySelector("[name=words]");
  if (act === "write") {
    field.focus();
    field.value = "abc";
    field.setSelectionRange(1, 2);
  } else if (act === "press") {
    part.querySelector("#pressed").focus();
  } else if (act === "unfold") {
    part.querySelector("details").open = true;
    part.querySelector("dialog").showModal();
  }
  await morph(part, page.getElementById("part"));
  const { value, selectionStart, textContent, id } = document.activeElement;
  const focused = id === "pressed" ? textContent : [value, selectionStart];
  return [part.innerHTML, act === "write" || act === "press" ? focused : null];
}
"""
FORM = '<form action="/{0}"><input name="words">{1}</form>'
WRITTEN = ["abc", 1]


@pytest.fixture
def change(desktop, live_server):
    desktop.goto(f"{live_server.url}/en/offers/")
    return lambda before, after, act="": desktop.evaluate(CHANGE, [before, after, act])


def test_morph_finds_rows_by_their_id_wherever_they_went(change):
    after = '<p>new</p><ol><li id="b">2</li><li id="a">1</li><li id="c">3</li></ol>'

    html, _focused = change('<p>old</p><ol><li id="a">1</li><li id="b">2</li></ol>', after)

    assert html == after


def test_morph_leaves_a_form_that_somebody_writes_in(change):
    form = FORM.format("say", '<input type="hidden" name="version" value="1">')
    newer = form.replace('value="1"', 'value="2"')

    assert change(f"<p>1</p>{form}", f"<p>2</p>{newer}", "write") == [f"<p>2</p>{form}", WRITTEN]


def test_morph_brings_a_form_up_to_date_that_nobody_writes_in(change):
    form = FORM.format("say", '<input type="hidden" name="version" value="1">')
    newer = form.replace('value="1"', 'value="2"')

    assert change(form, newer)[0] == newer


def test_morph_keeps_a_row_in_its_place_that_others_took_away(change):
    row = f'<li id="b">{FORM.format("b", "")}</li>'
    before = f'<ol><li id="a">1</li>{row}<li id="c">3</li></ol>'

    after = '<ol><li id="a">1!</li><li id="c">3!</li></ol>'

    html = f'<ol><li id="a">1!</li>{row}<li id="c">3!</li></ol>'
    assert change(before, after, "write") == [html, WRITTEN]


def test_morph_tells_forms_apart_by_where_they_lead_to(change):
    mine, other, third = FORM.format("mine", ""), FORM.format("b", "<b>n</b>"), FORM.format("c", "")

    html = f"{other}{third}{mine}"
    assert change(f"{mine}{FORM.format('b', '')}", html, "write") == [html, WRITTEN]


def test_morph_leaves_focus_on_a_button_of_a_row_that_moved(change):
    up, down = '<form action="/up"><button>Up</button></form>', '<form action="/down">{}</form>'
    pressed = down.format('<button id="pressed">Down</button>')
    first, second = f'<li id="a">{pressed}</li>', f'<li id="b">{up}</li>'
    after = f'<ol>{second}<li id="a">{up}{pressed}</li></ol>'

    assert change(f"<ol>{first}{second}</ol>", after, "press") == [after, "Down"]


def test_morph_leaves_open_what_was_unfolded(change):
    before = "<details><summary>s</summary>1</details><dialog>1</dialog>"

    html, _focused = change(before, before.replace("1", "2"), "unfold")

    assert html == ('<details open=""><summary>s</summary>2</details><dialog open="">2</dialog>')


def test_morph_leaves_notices_and_elements_that_see_to_themselves(change):
    kept = '<div data-keep="">kept</div><live-trip data-number="1"><p>1</p></live-trip>'

    html, _focused = change(f"{kept}<p>1</p>", '<live-trip data-number="2"></live-trip><p>2</p>')

    assert html == f"{kept}<p>2</p>"
