/** Hands a file to the reader. */
export function saveFile(name: string, content: Blob): string {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return `${name} saved`;
}
