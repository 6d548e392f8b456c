import { z } from "zod";
import { skeleton } from "../../src/lib/account/confusables.js";
import { officeWords, shortestWord } from "../../src/lib/account/disguised-words.js";

const longestWord = 40;

const word = z
  .string()
  .transform((text) => text.toLowerCase())
  .superRefine((text, context) => {
    const wrong = (message: string): void => context.addIssue({ code: "custom", message });
    if (!/^\p{L}+$/u.test(text))
      wrong(`"${text}" is not a word: write letters alone, one word an entry, e.g. \`registrar\``);
    else if (text.length > longestWord) wrong(`"${text}" has more than ${longestWord} letters`);
    else if (skeleton(text).length < shortestWord)
      wrong(`"${text}" is too short: words of under ${shortestWord} letters lie within too many names`);
  });

/** Key `office_words` of `source.yaml`: words beside those that are known, or in their place. */
export const officeWordsShape = z
  .strictObject(
    { extend: z.array(word).min(1).optional(), replace: z.array(word).optional() },
    {
      error: ({ code, keys = [] }) =>
        code === "unrecognized_keys"
          ? `unknown key ${(keys as string[]).map((key) => `"${key}"`).join(", ")}; it takes \`extend\` or \`replace\`, a list of words`
          : undefined,
    },
  )
  .refine(({ extend, replace }) => (extend === undefined) !== (replace === undefined), {
    message: "give either `extend`, words beside those that are known, or `replace`, words in their place",
  })
  .optional();

/** The words by which a name claims an office on a source's platform; in small letters. */
export function wordsOf({
  office_words: own,
}: {
  readonly office_words?: z.infer<typeof officeWordsShape>;
}): readonly string[] {
  return own?.replace ?? [...officeWords, ...(own?.extend ?? [])];
}
