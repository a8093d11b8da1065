/** The mark: a G drawn as a gong: a ring, an opening, a brass boss. */
export function GongMark() {
  return (
    <svg viewBox="0 0 28 28" aria-hidden="true">
      <path d="M21.43 7.31A10 10 0 1 0 24 14h-6" fill="none" stroke="currentColor" strokeWidth="3" />
      <circle cx="14" cy="14" r="3.2" fill="#d9b75c" />
    </svg>
  );
}
