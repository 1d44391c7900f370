// A list of many names becomes searchable: a field above it leaves only the options that hold what is typed.
// Without it the browser's own keys find a name by its first letters.

let count = 0;

export function makeSearchable(select) {
  const words = document.querySelector("main").dataset.filterWords ?? "";
  const options = [...select.options];
  const field = document.createElement("input");
  field.type = "search";
  field.className = "field__input";
  field.id = `filter-${++count}`;
  field.placeholder = words;
  field.setAttribute("aria-label", words);
  field.setAttribute("aria-controls", select.id);
  field.autocomplete = "off";
  field.addEventListener("input", () => {
    const wanted = fold(field.value);
    const chosen = select.value;
    select.replaceChildren(
      ...options.filter(
        (one) => !one.value || fold(one.text).includes(wanted) || one.value === chosen,
      ),
    );
    select.value = chosen;
    if (wanted && !chosen) {
      const first = [...select.options].find((one) => one.value);
      if (first) select.value = first.value;
    }
  });
  select.before(field);
}

// `Élodie` is found by `elo`.
export const fold = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
