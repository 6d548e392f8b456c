/**
 * Does several things at once. When one of them fails the others are told to stop and are waited for, so that nothing goes on behind the
 * error.
 *
 * @param parts each is given the signal that stops it
 * @throws what the first to fail threw
 */
export async function sideBySide<Parts extends readonly ((signal: AbortSignal) => Promise<unknown>)[]>(
  parts: readonly [...Parts],
  signal?: AbortSignal,
): Promise<{ -readonly [At in keyof Parts]: Awaited<ReturnType<Parts[At]>> }> {
  const broken = new AbortController();
  const stopped = signal === undefined ? broken.signal : AbortSignal.any([signal, broken.signal]);
  const running = parts.map((part) => part(stopped));
  try {
    return (await Promise.all(running)) as { -readonly [At in keyof Parts]: Awaited<ReturnType<Parts[At]>> };
  } catch (error) {
    broken.abort(error);
    await Promise.allSettled(running);
    throw error;
  }
}
