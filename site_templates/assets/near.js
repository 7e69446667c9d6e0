/* Names and words on record that may have been meant by others that are not; fetched with what it compares when a search first needs it. */
const OFFERED = 3;
let held = null;

/* Return queries that may have been meant, the nearest first. `bare` gives letters as they are compared. */
export async function near(address, bare, query, terms, missing) {
  held ??= fetch(address).then((answer) => answer.json()).then(({ names, words }) => ({
    names: names.map((name) => ({ word: name, whole: bare(name), parts: name.split(/\s+/u).map(bare) })),
    words: words.split(" ").map((word) => ({ word, whole: bare(word), parts: [] })),
  })).catch((error) => { held = null; throw error; });
  const { names, words } = await held;
  const alone = terms.length === 1;
  const found = nearest(bare(query), [...names, ...(alone ? words : [])], alone);
  if (!alone) {
    const pool = [...names.flatMap((name) => name.word.split(/\s+/u).map((word) => ({ word, whole: bare(word), parts: [] }))), ...words];
    const instead = missing.map((term) => [term.text, nearest(term.words.join(""), pool, false)]);
    const mended = (number) => instead.reduce((text, [was, others]) => text.replace(was, () => others[Math.min(number, others.length - 1)]), query);
    if (instead.every(([, others]) => others.length)) for (let number = 0; number < OFFERED; number += 1) found.push(mended(number));
  }
  const met = new Set();
  return found.filter((one) => met.size < OFFERED && !met.has(bare(one)) && met.add(bare(one)));
}

function nearest(typed, pool, byPart) {
  const far = (one) => Math.min(...[one.whole, ...(byPart ? one.parts : [])].map((word) => distance(typed, word)));
  return pool.map((one) => [far(one), one.word]).filter(([far]) => far < Infinity).sort((a, b) => a[0] - b[0]).slice(0, OFFERED).map((one) => one[1]);
}

/* How far what was typed is from a word: letters left out, put in, changed or swapped (optimal string alignment), one from four letters
   on, two from seven on; less than any for the beginning of a word; Infinity for all that is not near. */
function distance(typed, word) {
  if (typed.length >= 3 && word.startsWith(typed)) return 0.5;
  const most = typed.length < 4 ? 0 : typed.length < 7 ? 1 : 2;
  if (Math.abs(typed.length - word.length) > most) return Infinity;
  let before = [], last = Array.from({ length: word.length + 1 }, (_, at) => at);
  for (let row = 1; row <= typed.length; row += 1) {
    const next = [row];
    for (let at = 1; at <= word.length; at += 1) {
      next[at] = Math.min(last[at] + 1, next[at - 1] + 1, last[at - 1] + (typed[row - 1] !== word[at - 1]));
      if (row > 1 && at > 1 && typed[row - 1] === word[at - 2] && typed[row - 2] === word[at - 1]) next[at] = Math.min(next[at], before[at - 2] + 1);
    }
    [before, last] = [last, next];
  }
  const far = last[word.length];
  return far > most || (far > 1 && typed[0] !== word[0]) ? Infinity : far;
}
