import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { renderList } from "../../data-loaders/publish/findings/render-list.js";
import { attachFindingFilters } from "../../src/components/finding-filters.js";

const finding = (slug: string, status: string, confidence: string) => ({
  id: slug,
  slug,
  title: slug,
  date: "2026-06-24",
  as_of: "2026-06-20",
  status,
  confidence,
  abuse_type: "link_farm",
  tlp: "green",
  disarm: [],
  audience: ["analyst"],
  summary: "What happened.",
  href: `/findings/${slug}`,
  pages: [],
  slice: "",
});

function open(query = ""): JSDOM {
  const list = renderList([finding("a", "open", "high"), finding("b", "resolved", "low")], true);
  const page = new JSDOM(list, { url: `https://insights.example/findings/${query}` });
  attachFindingFilters(page.window.document, page.window as unknown as Window);
  return page;
}

function shown({ window }: JSDOM): (string | null | undefined)[] {
  return [...window.document.querySelectorAll<HTMLElement>(".findings-list > li")]
    .filter((item) => !item.hidden)
    .map((item) => item.querySelector("a")?.textContent);
}

function choose({ window }: JSDOM, name: string, value: string): void {
  const select = window.document.querySelector<HTMLSelectElement>(`select[name=${name}]`)!;
  select.value = value;
  select.dispatchEvent(new window.Event("change", { bubbles: true }));
}

describe("the filters of the list of findings", () => {
  test("are hidden until they work, and then show all", () => {
    const page = open();
    expect(page.window.document.querySelector("form")!.hidden).toBe(false);
    expect(shown(page)).toEqual(["a", "b"]);
  });

  test("hide what does not meet the choice, count what is left and put the choice into the URL", () => {
    const page = open();
    choose(page, "status", "open");
    expect(shown(page)).toEqual(["a"]);
    expect(page.window.document.querySelector("output")!.textContent).toBe("1 of 2 findings");
    expect(page.window.location.search).toBe("?status=open");
    choose(page, "status", "");
    expect(shown(page)).toEqual(["a", "b"]);
    expect(page.window.location.search).toBe("");
  });

  test("follow the URL when the page opens and on the way back", async () => {
    const page = open("?confidence=low");
    expect(shown(page)).toEqual(["b"]);
    choose(page, "confidence", "");
    const back = new Promise((resolve) => page.window.addEventListener("popstate", resolve));
    page.window.history.back();
    await back;
    expect(shown(page)).toEqual(["b"]);
    expect(page.window.document.querySelector<HTMLSelectElement>("select[name=confidence]")!.value).toBe(
      "low",
    );
  });
});
