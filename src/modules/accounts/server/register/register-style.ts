/** How the public register looks: the desk's paper and ink, readable from a telephone to a poster's screen. */
export const registerStyle = `
:root { color-scheme: light dark; --ink: light-dark(#161b2b, #ece8dd); --soft: light-dark(#454a5b, #b9bac2);
  --paper: light-dark(#f5f3ec, #0e1422); --sheet: light-dark(#fdfcf8, #151c2d); --line: light-dark(#8b8672, #56617c);
  --act: light-dark(#2b4a80, #a3bbe8); --on-act: light-dark(#ffffff, #0e1422); --good: light-dark(#0f5c55, #6fd0c4);
  --bad: light-dark(#9c2b1f, #f0a08f); --wait: light-dark(#7a5300, #e5bd6a); }
* { box-sizing: border-box; margin: 0; }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 17px/1.55 "Segoe UI", "Noto Sans", system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, .handle { font-family: Georgia, "Noto Serif", serif; font-weight: 600; }
h1 { font-size: 2.1rem; line-height: 1.15; } h2 { margin-bottom: .5rem; font-size: 1.3rem; } h3 { margin-top: 1.5rem; font-size: 1.05rem; }
a { color: var(--act); text-underline-offset: .15em; } :focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
.language { text-align: right; font-size: .93rem; } .deck { margin-top: .5rem; color: var(--soft); }
form, main > section { margin-top: 2rem; padding-top: .75rem; border-top: 2px solid var(--ink); }
label { font-weight: 600; } #hint, .address, .date, .network { color: var(--soft); font-size: .93rem; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .5rem; }
input, button { min-height: 2.9rem; padding: .4rem .8rem; border: 1px solid var(--line); border-radius: 4px; font: inherit; }
input { flex: 1 1 16rem; min-width: 0; background: var(--sheet); color: var(--ink); }
button { border-color: var(--act); background: var(--act); color: var(--on-act); font-weight: 600; cursor: pointer; }
ul { padding: 0; list-style: none; } li { padding: .9rem 0; border-bottom: 1px solid var(--line); }
.handle { font-size: 1.15rem; } .withdrawn { opacity: .85; }
.answer { padding: 1rem; border: 2px solid var(--wait); border-radius: 4px; background: var(--sheet); }
.answer[data-kind="official"] { border-color: var(--good); } .answer[data-kind="official"] .verdict { color: var(--good); }
.answer[data-kind="look_alike"], .answer[data-kind="other_place"], .answer[data-kind="withdrawn"] { border-color: var(--bad); }
.answer[data-kind="look_alike"] .verdict, .answer[data-kind="other_place"] .verdict, .answer[data-kind="withdrawn"] .verdict { color: var(--bad); }
.asked { color: var(--soft); } .verdict { margin: .25rem 0; font-weight: 700; font-size: 1.15rem; }
.answer ul + p { margin-top: .9rem; }
footer { margin-top: 2.5rem; font-size: .93rem; }
`.trimStart();
