import type { Finding, InspectResult } from '../../server/protocol';
import { html, type Html } from './html';
import { partitionMap, segmentMap } from './maps';
import type { PageTexts } from './page-texts';
import { script } from './script';
import { style } from './style';

/** What a button of the page asks for; everything else that a page could send is ignored. */
export const pageActions = ['extractApp', 'makeOta', 'chooseImage', 'useAsUrl', 'update', 'retry'] as const;
export type PageAction = (typeof pageActions)[number];

/** The whole page about an image. Strings out of the image are text in it, whatever they contain. */
export function imagePage(inspected: InspectResult, texts: PageTexts, nonce: string): string {
  const { file, verdict, card, image } = inspected;
  // What is only worth knowing is no problem.
  const state = verdict.worst === undefined || verdict.worst === 'remark' ? 'fine' : verdict.worst;
  const maps = [segmentMap(image, texts), partitionMap(image, texts)];
  return page(file, texts, nonce, maps.map((map) => map.rules).join(''), html`
<header class="${state}">
<h1>${file}</h1>
<p class="verdict" role="status"><span class="badge">${state === 'fine' ? texts.fine : texts.severity[state]}</span> ${verdict.title}</p>
</header>
${findings(verdict.findings, texts)}
${verdict.usable ? actions(texts) : ''}
<section aria-labelledby="card"><h2 id="card">${texts.card}</h2>
<table class="card"><tbody>${card.map(({ key, label, value }) => html`<tr data-key="${key}"><th scope="row">${label}</th><td>${value}</td></tr>`)}</tbody></table></section>
${maps.map((map) => map.body)}`);
}

/** Where nothing can be shown: the file is gone, or cannot be read. */
export function failurePage(file: string, why: string, texts: PageTexts, nonce: string): string {
  return page(file, texts, nonce, '', html`
<header class="error">
<h1>${file}</h1>
<p class="verdict" role="alert"><span class="badge">${texts.severity.error}</span> ${why}</p>
</header>
<p>${button('retry', texts.retry)}</p>`);
}

function findings(all: readonly Finding[], texts: PageTexts): Html | string {
  return all.length === 0 ? '' : html`
<section aria-labelledby="findings"><h2 id="findings">${all.some(({ severity }) => severity !== 'remark') ? texts.findings : texts.remarks}</h2>
<ul class="findings">${all.map(({ severity, message, fixes }) => html`<li class="${severity}"><p><span class="badge">${texts.severity[severity]}</span> ${message}</p>${
  fixes === undefined ? '' : html`<p>${fixes.map((fix) => button(fix, texts.fix[fix]))}</p>`}</li>`)}</ul></section>`;
}

function actions(texts: PageTexts): Html {
  return html`<section aria-label="${texts.actions}"><p>${button('useAsUrl', texts.useAsUrl)}${button('update', texts.update)}</p></section>`;
}

function button(action: PageAction, title: string): Html {
  return html`<button type="button" data-action="${action}">${title}</button>`;
}

function page(title: string, texts: PageTexts, nonce: string, rules: string, body: Html): string {
  // Nothing is loaded from anywhere: the one style and the one script are in the page, and known by the nonce.
  return html`<!DOCTYPE html>
<html lang="${texts.language}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style nonce="${nonce}">${style(rules)}</style>
</head>
<body><main>${body}</main><script nonce="${nonce}">${script}</script></body>
</html>`.text;
}
