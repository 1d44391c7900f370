// Whether a person is busy with a form: then nothing changes it but they.

const WRITTEN_IN = "input:not([type=hidden], [type=checkbox], [type=radio]), textarea, select";

// Somebody writes in it, or has written and not sent.
export function isBusy(form) {
  if (form.contains(document.activeElement) && document.activeElement.matches(WRITTEN_IN))
    return true;
  return [...form.elements].some(isTouched);
}

function isTouched(control) {
  if (control.matches("[type=hidden]")) return false;
  if (control.matches("[type=checkbox], [type=radio]"))
    return control.checked !== control.defaultChecked;
  if (control.matches("select")) return [...control.options].some(isChosenAnew(control));
  return control.defaultValue !== undefined && control.value !== control.defaultValue;
}

// A list without a chosen option shows its first one.
function isChosenAnew(select) {
  const unsaid = ![...select.options].some((option) => option.defaultSelected);
  return (option, place) => option.selected !== (option.defaultSelected || (unsaid && place === 0));
}
