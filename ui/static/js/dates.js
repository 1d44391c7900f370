// Days as people read them, by the rule of core/text/formatting.py: a day of this year has its weekday, another one its year.

const REGIONS = { en: "en-GB" }; // day before month, as all over Europe

// `day` as 2026-12-04, `language` of the page; `Friday 4 December`, `4 December 2027`.
export function formatDay(day, language, today = new Date()) {
  const moment = new Date(`${day}T12:00`);
  const isThisYear = moment.getFullYear() === today.getFullYear();
  const format = new Intl.DateTimeFormat(REGIONS[language] ?? language, {
    weekday: isThisYear ? "long" : undefined,
    day: "numeric",
    month: "long",
    year: isThisYear ? undefined : "numeric",
  });
  const parts = format.formatToParts(moment).map(({ type, value }) => {
    if (type === "literal") return value.replace(",", "");
    return type === "day" && value === "1" && language === "fr" ? "1er" : value;
  });
  return parts.join("");
}
