// The licences of what is in the package beside our own code: text files that travel with it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

const RULE = '='.repeat(80);

/** @param metafile esbuild's; what it bundled from node_modules is named in it. */
export function npmNotices(metafile) {
  const folders = Object.keys(metafile.inputs).map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]).filter(Boolean);
  return notices([...new Set(folders)].map((folder) => {
    const { name, version } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    return { name, version, text: texts(path.join(root, folder)) };
  }));
}

/** @param assetsFile NuGet's project.assets.json of the published sidecar: its packages, and the runtime that it brings along. */
export function nugetNotices(assetsFile) {
  const { packageFolders, targets, libraries, project } = JSON.parse(readFileSync(assetsFile, 'utf8'));
  const packages = Object.entries(Object.values(targets).at(-1))
    .filter(([, { type, runtime }]) => type === 'package' && runtime !== undefined)
    .map(([id]) => [...id.split('/'), libraries[id].path]);
  const runtimes = Object.values(project.frameworks)
    .flatMap(({ downloadDependencies = [] }) => downloadDependencies)
    .filter(({ name }) => /^Microsoft\.(NETCore|AspNetCore)\.App\.Runtime\./.test(name))
    .map(({ name, version }) => [name, /[\d.]+/.exec(version)[0]])
    .map(([name, version]) => [name, version, `${name.toLowerCase()}/${version}`]);
  return notices([...packages, ...runtimes].map(([name, version, place]) => {
    const folder = Object.keys(packageFolders).map((packages) => path.join(packages, place)).find(existsSync);
    return { name, version, text: texts(folder) || stated(folder) };
  }));
}

function notices(parts) {
  const missing = parts.filter(({ text }) => text === '').map(({ name }) => name);
  if (missing.length > 0) {
    throw new Error(`No licence was found for ${missing.join(', ')}: look it up before you ship it.`);
  }
  parts.sort((a, b) => (a.name < b.name ? -1 : 1));
  const list = parts.map(({ name, version }) => `  ${name} ${version}`).join('\n');
  return `OtaTools contains these packages of other people:\n\n${list}\n${parts.map(part).join('')}`;
}

function part({ name, version, text }) {
  return `\n${RULE}\n${name} ${version}\n${RULE}\n\n${text}\n`;
}

/** All licence and notice files of a package. */
function texts(folder) {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|third-?party-?notices)(\.(txt|md))?$/i.test(file));
  return files.sort().map((file) => readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').replace('\ufeff', '').trim()).join('\n\n');
}

/** The text of a package that only states its licence: MIT, which is ours, too, or Apache's, which the compiler brings along. */
function stated(folder) {
  const nuspec = readFileSync(path.join(folder, readdirSync(folder).find((file) => file.endsWith('.nuspec'))), 'utf8');
  const copyright = /<copyright>(.*)<\/copyright>/.exec(nuspec)?.[1] ?? /<authors>(.*)<\/authors>/.exec(nuspec)?.[1] ?? '';
  switch (/<license type="expression">(.*)<\/license>/.exec(nuspec)?.[1]) {
    case 'MIT': {
      const ours = readFileSync(path.join(root, 'LICENSE'), 'utf8');
      return `MIT License\n\n${copyright}\n\n${ours.slice(ours.indexOf('Permission is hereby granted')).trim()}`;
    }
    case 'Apache-2.0':
      return `${copyright}\n\n${readFileSync(path.join(root, 'node_modules/typescript/LICENSE.txt'), 'utf8').replaceAll('\r\n', '\n').trim()}`;
    default:
      return '';
  }
}
