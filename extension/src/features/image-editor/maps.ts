import type { FirmwareImage, PartitionRow } from '../../server/protocol';
import { html, type Html } from './html';
import type { PageTexts } from './page-texts';
import { stripsOf, type Extent } from './scale';

/** A map drawn to scale with its table. The widths are rules of the page's style: its policy forbids styles of elements. */
export interface DrawnMap {
  readonly rules: string;
  readonly body: Html | string;
}

/** A part of the whole that has no room for its name. */
const NARROW = 0.05;

const NOTHING: DrawnMap = { rules: '', body: '' };

/** The segments of an app, or of the app in a full image. */
export function segmentMap(image: FirmwareImage, texts: PageTexts): DrawnMap {
  const { segments = [], segmentRegions = [], length } = image.full?.app ?? image;
  if (segments.length === 0) {
    return NOTHING;
  }
  const { headings } = texts;
  const bars = segments.map(({ loadAddress, offset, length: size }, index): Bar => ({
    offset, length: size, name: segmentRegions[index] || `${index + 1}`, kind: kindOf(segmentRegions[index]),
    says: `${headings.number} ${index + 1}: ${[segmentRegions[index], `${headings.loadAddress} ${hex(loadAddress)}`, `${headings.fileOffset} ${hex(offset)}`, bytes(size, texts)].filter(Boolean).join(', ')}`,
  }));
  const { rules, body } = draw('segment', bars, length, texts);
  return {
    rules,
    body: html`<section aria-labelledby="segments"><h2 id="segments">${texts.segments}</h2>
<ol class="map" aria-label="${texts.segmentMap(bytes(length, texts))}">${body}</ol>
<table><thead><tr>${columns(headings.number, headings.region, headings.loadAddress, headings.fileOffset, headings.size)}</tr></thead>
<tbody>${segments.map((segment, index) => html`<tr><th scope="row">${index + 1}</th><td>${segmentRegions[index]}</td><td>${hex(segment.loadAddress)}</td><td>${hex(segment.offset)}</td><td>${bytes(segment.length, texts)}</td></tr>`)}</tbody></table></section>`,
  };
}

/** The partition table of a full image, or one by itself. */
export function partitionMap(image: FirmwareImage, texts: PageTexts): DrawnMap {
  const table = image.full?.table ?? image.table;
  if (table === undefined || table.rows.length === 0) {
    return NOTHING;
  }
  const { headings } = texts;
  const flash = Math.max(image.flashSize ?? 0, ...table.rows.map((row) => row.offset + row.size));
  const bars = table.rows.map((row): Bar => ({
    offset: row.offset, length: row.size, name: row.label, kind: partitionKindOf(row),
    says: `${row.label}: ${row.typeName}, ${headings.flashOffset} ${hex(row.offset)}, ${bytes(row.size, texts)}`,
  }));
  const { rules, body } = draw('partition', bars, flash, texts);
  return {
    rules,
    body: html`<section aria-labelledby="partitions"><h2 id="partitions">${texts.partitions}</h2>
${table.md5Right === false ? html`<p class="error">${texts.tableDamaged}</p>` : ''}
<ol class="map" aria-label="${texts.partitionMap(bytes(flash, texts))}">${body}</ol>
<table><thead><tr>${columns(headings.name, headings.type, headings.flashOffset, headings.size)}</tr></thead>
<tbody>${table.rows.map((row) => html`<tr><th scope="row">${row.label}</th><td>${row.typeName}</td><td>${hex(row.offset)}</td><td>${bytes(row.size, texts)}</td></tr>`)}</tbody></table></section>`,
  };
}

interface Bar extends Extent {
  readonly name: string;
  /** Which colour. */
  readonly kind: string;
  /** In full, for whoever points at it, moves the focus there or listens. */
  readonly says: string;
}

function draw(id: string, bars: readonly Bar[], end: number, texts: PageTexts): { rules: string; body: Html[] } {
  const strips = stripsOf(bars, end);
  return {
    rules: strips.map((strip, index) => `#${id}-${index}{flex-grow:${strip.length}}`).join('\n'),
    body: strips.map(({ index: at, length }, index) => {
      const bar = at === undefined ? undefined : bars[at];
      return bar === undefined
        ? html`<li id="${id}-${index}" class="gap" title="${texts.free}: ${bytes(length, texts)}"></li>`
        : html`<li id="${id}-${index}" class="${bar.kind}" tabindex="0" aria-label="${bar.says}" title="${bar.says}"><span aria-hidden="true">${length / end < NARROW ? '' : bar.name}</span></li>`;
    }),
  };
}

function kindOf(region: string | undefined): string {
  return region?.startsWith('IROM') ? 'code' : region?.startsWith('DROM') ? 'constants' : region?.startsWith('IRAM') ? 'fast' : 'data';
}

function partitionKindOf({ type, isOtaSlot }: PartitionRow): string {
  return isOtaSlot ? 'code' : type === 0 ? 'constants' : 'data';
}

const columns = (...names: readonly string[]): Html[] => names.map((name) => html`<th scope="col">${name}</th>`);

const hex = (value: number): string => `0x${value.toString(16)}`;

const bytes = (count: number, texts: PageTexts): string => texts.bytes(new Intl.NumberFormat(texts.language).format(count));
