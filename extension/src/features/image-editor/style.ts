import { Html } from './html';

/** The page in VS Code's own colours. @param rules Widths of a map's bars: numbers that we made. */
export const style = (rules: string): Html => new Html(`
body { padding: 0 0 2em; }
main { max-width: 70em; margin: 0 auto; padding: 0 1em; }
h1 { font-size: 1.4em; margin: 1em 0 .3em; overflow-wrap: anywhere; }
h2 { font-size: 1.1em; margin: 1.6em 0 .5em; }
header { border-left: 4px solid var(--vscode-testing-iconPassed, var(--vscode-foreground)); padding-left: .8em; }
header.warning, li.warning { border-color: var(--vscode-editorWarning-foreground); }
header.error, li.error { border-color: var(--vscode-editorError-foreground); }
li.remark { border-color: var(--vscode-editorInfo-foreground); }
.verdict { margin: 0; font-size: 1.1em; }
.badge { font-weight: 600; margin-right: .4em; }
.findings { list-style: none; padding: 0; }
.findings li { border-left-width: 4px; border-left-style: solid; padding: .1em .8em; margin: .6em 0; background: var(--vscode-textBlockQuote-background); }
.findings p { margin: .4em 0; }
button { font: inherit; padding: .3em .9em; margin: 0 .5em .3em 0; cursor: pointer; border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent));
  color: var(--vscode-button-foreground); background: var(--vscode-button-background); border-radius: 2px; }
button:hover { background: var(--vscode-button-hoverBackground); }
:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: 2px; }
table { border-collapse: collapse; margin: .6em 0; }
th, td { text-align: left; vertical-align: baseline; padding: .25em 1.2em .25em 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
th { font-weight: 600; }
tbody tr { border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder)); }
.card th { white-space: nowrap; font-weight: 400; color: var(--vscode-descriptionForeground); }
.map { display: flex; list-style: none; margin: .6em 0; padding: 0; height: 2.6em; border: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder)); }
.map li { flex: 0 1 0; min-width: 2px; overflow: hidden; white-space: nowrap; text-align: center; line-height: 2.6em; font-size: .9em; box-sizing: border-box;
  color: var(--vscode-editor-background); border-right: 1px solid var(--vscode-editor-background); }
.map li:focus-visible { outline-offset: -3px; outline-color: var(--vscode-editor-foreground); }
.map .gap { min-width: 0; background: transparent; border-right: 0; }
.code { background: var(--vscode-charts-blue); }
.constants { background: var(--vscode-charts-green); }
.fast { background: var(--vscode-charts-orange); }
.data { background: var(--vscode-charts-purple); }
body.vscode-high-contrast .map li:not(.gap) { background: var(--vscode-editor-background); color: var(--vscode-editor-foreground); border: 1px solid var(--vscode-contrastBorder); }
p.error { color: var(--vscode-editorError-foreground); }
${rules}`);
