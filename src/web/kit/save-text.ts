/** Hands a text to the browser as a file to keep. */
export function saveText(name: string, mediaType: string, text: string): void {
  saveBytes(name, new Blob([text], { type: `${mediaType};charset=utf-8` }));
}

/** Hands bytes to the browser as a file to keep. What a file name may not hold is left out of `name`. */
export function saveBytes(name: string, bytes: Blob): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement("a");
  link.href = address;
  link.download = name.replaceAll(/[\\/:*?"<>|]+/g, " ").trim();
  link.click();
  // The download has begun by the next turn; the address would otherwise hold the file for as long as the page lives.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
