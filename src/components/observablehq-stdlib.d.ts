/** The part of Framework's standard library that modules use; it ships no types. */
declare module "observablehq:stdlib" {
  export function FileAttachment(path: string): { readonly href: string; json(): Promise<unknown> };
}
