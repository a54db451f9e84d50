import { createHash } from 'node:crypto';

/** The page's whole style: no font, picture or script comes from anywhere. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1d2733;--soft:#5c6b7a;--page:#f3f5f8;--card:#fff;--line:#dfe5ec;--main:#0b66d8;--star:#e8a100;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf3;--soft:#9aa8b6;--page:#12171d;--card:#1b222b;--line:#303a46;--main:#6cabff;--star:#ffc844;--bad:#ff8a80}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.25rem 1rem 3rem}
header{padding:.5rem .25rem 1rem;color:var(--soft);font-size:.95rem}
section{background:var(--card);border:1px solid var(--line);border-radius:16px;padding:1.25rem;margin:0 0 1rem;box-shadow:0 1px 3px rgb(0 0 0/.05)}
h1{font-size:1.35rem;line-height:1.35;margin:0 0 .75rem}
h2{font-size:1.1rem;margin:0 0 .75rem}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
p{margin:.25rem 0 .75rem}
.thanks{border-left:4px solid var(--main)}
.sorry{color:var(--bad)}
label,legend{display:block;color:var(--soft);font-size:.95rem}
fieldset{border:0;padding:0;margin:0 0 1rem}
textarea{width:100%;min-height:5.5rem;margin:.25rem 0 1rem;padding:.6rem .75rem;font:inherit;color:inherit;background:var(--page);border:1px solid var(--line);border-radius:10px}
button{font:inherit;font-weight:600;padding:.7rem 1.4rem;border-radius:999px;border:1px solid var(--main);background:var(--main);color:var(--card);cursor:pointer}
button.plain{background:transparent;color:var(--main)}
.buttons{display:flex;gap:.75rem;flex-wrap:wrap}
.scale{display:flex;flex-direction:row-reverse;justify-content:flex-end}
.scale input{position:absolute;opacity:0;width:1px;height:1px}
.scale label{font-size:2.4rem;line-height:1.2;padding:0 .15rem;color:var(--line);cursor:pointer}
.small .scale label{font-size:1.6rem}
.scale input:checked~label,.scale label:hover,.scale label:hover~label{color:var(--star)}
.scale input:focus-visible+label{outline:3px solid var(--main);border-radius:8px}
.check{display:flex;gap:.6rem;align-items:center;color:inherit;margin:0 0 1rem}
.check input{width:1.2rem;height:1.2rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
a{color:var(--main)}
footer{color:var(--soft);font-size:.85rem;padding:.5rem .25rem}
.details{white-space:pre-line}
`;

const hash = createHash('sha256').update(STYLE).digest('base64');

/** Nothing but this page's own style and its form: stored text could run nothing even if it were not escaped. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow',
  'Cache-Control': 'no-store',
};
