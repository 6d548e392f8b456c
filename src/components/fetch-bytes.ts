/** How far a download has come: bytes so far, and in all where that is known. */
export type OnProgress = (loaded: number, total: number) => void;

/**
 * Fetches a file that was published gzipped and unpacks it. A host that unpacks `.bin` files on the way is found out by the
 * first two bytes.
 *
 * @param bytes how many the file has as published, for the progress
 * @throws with the file's name, when it cannot be fetched, breaks off, or is no gzip
 */
export async function fetchBytes(url: string, bytes: number, onProgress?: OnProgress): Promise<Blob> {
  const name = new URL(url, location.href).pathname.split("/").at(-1) ?? url;
  let packed: Uint8Array<ArrayBuffer>;
  try {
    const response = await fetch(url);
    if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`);
    packed = await read(response.body, bytes, onProgress);
  } catch (error) {
    throw new Error(`${name} could not be loaded: ${reason(error)}`, { cause: error });
  }
  const blob = new Blob([packed]);
  if (packed[0] !== 0x1f || packed[1] !== 0x8b) return blob;
  try {
    return await new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
  } catch (error) {
    throw new Error(`${name} arrived incomplete (${packed.length} of ${bytes} bytes): try again`, {
      cause: error,
    });
  }
}

async function read(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  total: number,
  onProgress: OnProgress | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let loaded = 0;
  const reader = body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    loaded += part.value.length;
    onProgress?.(loaded, Math.max(loaded, total));
  }
  const whole = new Uint8Array(loaded);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function reason(error: unknown): string {
  if (error instanceof TypeError)
    return navigator.onLine ? "the connection broke off" : "there is no connection";
  return error instanceof Error ? error.message : String(error);
}
