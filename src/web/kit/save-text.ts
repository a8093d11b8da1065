/** Hands a text to the browser as a file to keep. */
export function saveText(name: string, mediaType: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${mediaType};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name.replaceAll(/[\\/:*?"<>|]+/g, " ").trim();
  link.click();
  // The download has begun by the next turn; the address would otherwise hold the text for as long as the page lives.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
