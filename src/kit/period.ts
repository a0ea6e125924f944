/** Repetitions in a text. Pure. */

/** The length of the shortest group that the whole text says again and again, the last time perhaps not to its end; its own when it repeats none. */
export const periodOf = (text: string): number => {
  for (let length = 1; length < text.length; length += 1) if (text.startsWith(text.slice(length))) return length;
  return text.length;
};
