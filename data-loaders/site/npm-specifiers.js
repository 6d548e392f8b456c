/**
 * Resolve hook: Framework's `npm:name` imports are the packages of node_modules.
 * @type {import("node:module").ResolveHook}
 */
export async function resolve(specifier, context, nextResolve) {
  return nextResolve(specifier.startsWith("npm:") ? specifier.slice("npm:".length) : specifier, context);
}
