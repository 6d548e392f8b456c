/** Puts a text on the clipboard and says so, or says what it is where the browser does not allow that. */
export async function copyText(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return text.startsWith("http") ? "Link copied" : "Copied";
  } catch {
    return `Copy this: ${text}`;
  }
}
