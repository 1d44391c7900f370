// Amounts of money as a person types them.

const PRECISION = 10_000; // no currency has more than four decimals

// As the server reads it: spaces and apostrophes are nothing, the last comma or point is the decimal one. NaN for words.
export function parseAmount(written) {
  const plain = written.replaceAll(/[\s'’]/g, "");
  const last = Math.max(plain.lastIndexOf(","), plain.lastIndexOf("."));
  const whole = last < 0 ? plain : plain.slice(0, last).replaceAll(/[.,]/g, "");
  return Number(last < 0 ? whole : `${whole}.${plain.slice(last + 1)}`);
}

// What is left of a bill after these parts: below zero where they are too much, NaN where one isn't an amount.
export function remainderOf(bill, parts) {
  const left = parts.reduce((rest, part) => rest - parseAmount(part || "0"), bill);
  return Math.round(left * PRECISION) / PRECISION;
}
