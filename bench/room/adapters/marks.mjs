// Counting what is in a text message without reading it as JSON.

/** How often a text occurs anywhere in the message. */
export function occurrences(text) {
  const mark = Buffer.from(text);
  return (buffer, start, end) => {
    let count = 0;
    for (
      let at = buffer.indexOf(mark, start);
      at >= 0 && at < end;
      at = buffer.indexOf(mark, at + mark.length)
    )
      count += 1;
    return count;
  };
}

/** 1 if the message begins with a text. */
export function beginning(text) {
  const mark = Buffer.from(text);
  return (buffer, start, end) =>
    end - start >= mark.length && buffer.compare(mark, 0, mark.length, start, start + mark.length) === 0
      ? 1
      : 0;
}
