//! The player's own sentences, as the packager wrote them: no English stands in the script.

export type Values = Readonly<Record<string, string | number>>;

/** Says the sentence with this key; a key with `n` among its values is chosen by number. */
export type Say = (key: string, values?: Values) => string;

/**
 * Reads the table of the data block, whose `language` is named where it is not the course's. An unknown key says
 * itself, so that a gap is seen and harms nothing.
 */
export function sayer(strings: Readonly<Record<string, string>>, language: string): Say {
  const numbers = new Intl.PluralRules(strings.language ?? language);
  return (key, values = {}) => {
    const counted = `${key}.${numbers.select(Number(values.n ?? 0))}`;
    const sentence = strings[counted] ?? strings[key] ?? strings[`${key}.other`] ?? key;
    return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => `${values[name] ?? whole}`);
  };
}
