import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The part of markdown-it that is used here; Framework ships no types for it. */
interface MarkdownIt {
  renderer: { rules: Record<string, Rule | undefined> };
}
interface Token {
  content: string;
}
type Rule = (tokens: Token[], index: number, ...rest: unknown[]) => string;

/**
 * Fills `<div data-static="scorecard"></div>` in a page with `static/scorecard.html` of the artifacts: the page as it
 * was drawn when the artifacts were published. It happens after Markdown was parsed, so nothing in a
 * fragment is read as Markdown or as a `${…}` expression.
 *
 * @param artifacts folder of the published artifacts
 * @throws when a page names a fragment that was not published
 */
export function staticFragments(artifacts: string): <M extends MarkdownIt>(md: M) => M {
  return (md) => {
    const { rules } = md.renderer;
    const original = rules["html_block"];
    rules["html_block"] = (tokens, index, ...rest) => {
      const html = original?.(tokens, index, ...rest) ?? tokens[index]?.content ?? "";
      return html.replace(/<div data-static="([\w-]+)"><\/div>/g, (_, name: string) => {
        const file = join(artifacts, "static", `${name}.html`);
        if (!existsSync(file))
          throw new Error(
            `page fragment "${name}" was not published: ${file} is missing; run \`shrike build\` or \`shrike dev\``,
          );
        return `<div data-page="${name}">${readFileSync(file, "utf8")}</div>`;
      });
    };
    return md;
  };
}
