import { STYLE } from './style.ts';
import type { Trouble, Words } from './words.ts';

/** HTML that has been escaped. */
interface Html {
  readonly html: string;
}

type Part = string | number | Html | readonly Html[] | null;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');

function rendered(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'html' in part ? part.html : part.map((one) => one.html).join('');
}

/** Markup with every value escaped; only what this tag made goes in as it is. */
function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: strings.map((text, i) => text + rendered(parts[i] ?? null)).join('') };
}

/** What the page shows of a case. */
export interface CasePage {
  readonly caseId: string;
  readonly shopName: string;
  readonly status: keyof Words['status'];
  readonly silent: boolean;
  readonly openedAt: string;
  readonly promise: { readonly by: string; readonly late: boolean } | null;
  readonly asksConfirmation: boolean;
  readonly survey: { readonly until: string } | null;
  readonly thanks: keyof Words['thanks'] | null;
  readonly companyDetails: string | null;
  readonly faqUrl: string | null;
}

/** In one piece: its hash is in the page's policy, and a blank more would lose it. */
const STYLE_ELEMENT: Html = { html: `<style>${STYLE}</style>` };

function document(words: Words, title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="${words.lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html> `.html;
}

const confirmationForm = (words: Words): Html =>
  html`<section>
    <h2>${words.asked}</h2>
    <form method="post">
      <input type="hidden" name="form" value="confirmation" />
      <label for="more">${words.tellMore}</label>
      <textarea id="more" name="text" maxlength="2000"></textarea>
      <div class="buttons">
        <button name="confirmed" value="yes">${words.solved}</button>
        <button class="plain" name="confirmed" value="no">${words.unsolved}</button>
      </div>
    </form>
  </section>`;

/** Stars from right to left, so that style alone can light those up to the chosen one. */
const scale = (words: Words, name: string, label: string, required: boolean): Html =>
  html`<fieldset>
    <legend>${label}</legend>
    <div class="scale">
      ${[5, 4, 3, 2, 1].map(
        (star) =>
          html`<input
              type="radio"
              id="${name}${star}"
              name="${name}"
              value="${star}"
              ${required ? html` required` : null}
            />
            <label for="${name}${star}" title="${words.starNames[star - 1] ?? ''}"
              >★<span class="hidden">${star} ${words.starNames[star - 1] ?? ''}</span></label
            >`,
      )}
    </div>
  </fieldset>`;

const surveyForm = (words: Words, until: string): Html =>
  html`<section>
    <h2>${words.survey}</h2>
    <form method="post">
      <input type="hidden" name="form" value="survey" />
      ${scale(words, 'stars', words.stars, true)}
      <div class="small">
        ${(['quality', 'speed', 'professionalism'] as const).map((name) =>
          scale(words, name, `${words[name]} (${words.optional})`, false),
        )}
      </div>
      <label for="comment">${words.comment}</label>
      <textarea id="comment" name="text" maxlength="2000"></textarea>
      <label class="check"><input type="checkbox" name="wrongAnswer" value="yes" />${words.wrongAnswer}</label>
      <button>${words.send}</button>
      <p><small>${words.surveyUntil} ${until}</small></p>
    </form>
  </section>`;

/** The page of a case: where it stands, and what the customer can answer just now. */
export function casePage(words: Words, page: CasePage): string {
  const { promise } = page;
  return document(
    words,
    `${words.title} · ${page.shopName}`,
    html`<header>${page.shopName}</header>
      ${page.thanks === null ? null : html`<section class="thanks" role="status">${words.thanks[page.thanks]}</section>`}
      <section>
        <h1>${words.status[page.status]}</h1>
        ${page.silent ? html`<p>${words.closedSilent}</p>` : null}
        ${promise?.late ? html`<p class="sorry">${words.late}</p>` : null}
        <dl>
          <dt>${words.caseId}</dt>
          <dd>${page.caseId}</dd>
          <dt>${words.openedAt}</dt>
          <dd>${page.openedAt}</dd>
          ${
            promise && !promise.late
              ? html`<dt>${words.promise}</dt>
                  <dd>${promise.by}</dd>`
              : null
          }
        </dl>
      </section>
      ${page.asksConfirmation ? confirmationForm(words) : null}
      ${page.survey ? surveyForm(words, page.survey.until) : null}
      <footer>
        ${page.companyDetails === null ? null : html`<p class="details">${page.companyDetails}</p>`}
        ${page.faqUrl === null ? null : html`<a href="${page.faqUrl}" rel="noreferrer">${words.faq}</a>`}
      </footer>`,
  );
}

/** A page that says kindly why there is nothing to see. */
export function troublePage(words: Words, trouble: Trouble, backTo?: string): string {
  const [title, text] = words.trouble[trouble];
  return document(
    words,
    title,
    html`<section>
      <h1>${title}</h1>
      <p>${text}</p>
      ${backTo === undefined ? null : html`<p><a href="${backTo}">${words.back}</a></p>`}
    </section>`,
  );
}
