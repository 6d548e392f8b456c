import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import chromium from "@sparticuz/chromium";
import {
  chromium as playwright,
  type Browser,
  type BrowserContext,
  type Page,
  type Request,
} from "playwright-core";

/** Chrome as installed by a desktop system, for machines that the packaged Chromium is not made for. */
const installed = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The package's own arguments run everything in one process and switch web security off: neither is what a
 * reader's browser does.
 */
const packagedArguments = [
  "--no-sandbox",
  "--headless=shell",
  "--disable-gpu",
  "--disable-background-networking",
  "--no-first-run",
];

/** Starts a real Chromium: the one from the package on Linux x64, an installed Chrome elsewhere. */
export async function launchBrowser(): Promise<Browser> {
  const packaged = process.platform === "linux" && process.arch === "x64";
  const executablePath = packaged
    ? await chromium.executablePath()
    : installed.find((path) => existsSync(path));
  if (executablePath === undefined)
    throw new Error(
      `no Chromium for ${process.platform} ${process.arch}: install Chrome in one of ${installed.join(", ")}`,
    );
  return playwright.launch({ executablePath, args: packaged ? packagedArguments : [], headless: true });
}

/** Everything that a page must not do, as it is seen from outside. */
export interface Watch {
  readonly consoleErrors: string[];
  readonly failedRequests: string[];
  readonly thirdPartyRequests: string[];
  readonly wasmRequests: string[];
}

/** Records a page's errors and requests from now on. What a page still asks for when its reader leaves it is cut short, and no failure. */
export function watchPage(page: Page, origin: string): Watch {
  const watch: Watch = {
    consoleErrors: [],
    failedRequests: [],
    thirdPartyRequests: [],
    wasmRequests: [],
  };
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") watch.consoleErrors.push(message.text());
  });
  page.on("pageerror", (error) => watch.consoleErrors.push(String(error)));
  const pending = new Set<Request>();
  /** Requests of a page that its reader leaves: pending when the next was asked for, or begun until it came. */
  let left = new Set<Request>();
  let leaving = false;
  page.on("request", (request) => {
    const url = request.url();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      left = new Set(pending);
      leaving = true;
    } else if (leaving) left.add(request);
    pending.add(request);
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) watch.thirdPartyRequests.push(url);
    if (/\.wasm(\?|$)|duckdb-wasm\.\w+\.bin/.test(url)) watch.wasmRequests.push(url);
  });
  page.on("framenavigated", (frame) => {
    if (frame === page.mainFrame()) leaving = false;
  });
  page.on("requestfinished", (request) => pending.delete(request));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    pending.delete(request);
    if (request.isNavigationRequest()) leaving = false;
    if (!left.has(request) || why !== "net::ERR_ABORTED")
      watch.failedRequests.push(`${request.url()} ${why}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) watch.failedRequests.push(`${response.url()} ${response.status()}`);
  });
  return watch;
}

export interface Look {
  readonly width: 1440 | 390;
  readonly scheme: "light" | "dark";
}

/** The four looks in which every page is opened. */
export const looks: readonly Look[] = [
  { width: 1440, scheme: "light" },
  { width: 1440, scheme: "dark" },
  { width: 390, scheme: "light" },
  { width: 390, scheme: "dark" },
];

export async function openContext(browser: Browser, { width, scheme }: Look): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width, height: width === 390 ? 844 : 900 },
    colorScheme: scheme,
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
}

/** Writes a screenshot where `SHRIKE_SCREENSHOTS` says, if it says so. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = process.env["SHRIKE_SCREENSHOTS"];
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
