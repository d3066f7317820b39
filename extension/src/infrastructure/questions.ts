import { CancellationError, type Disposable, type QuickInput, type QuickInputButton, QuickInputButtons, type QuickPickItem, window } from 'vscode';
import { BACK } from './steps';

export interface Question {
  readonly title: string;
  readonly canGoBack?: boolean;
}

export interface TextQuestion extends Question {
  readonly prompt: string;
  readonly value?: string;
  readonly placeHolder?: string;
  readonly password?: boolean;
  /** What is wrong with a text, in a sentence. */
  readonly problem?: (text: string) => string | undefined;
}

export interface ChoiceQuestion<T extends QuickPickItem> extends Question {
  readonly placeHolder: string;
  readonly rows: readonly T[];
  /** Rows that are there to be read are not chosen. */
  readonly isChoice?: (row: T) => boolean;
  /** A button of a row was pressed. @returns The rows from now on. */
  readonly onButton?: (row: T) => Promise<readonly T[]>;
}

/** A text, with Back where there is something to go back to. Leaving is {@link CancellationError}. */
export async function askText({ problem = () => undefined, value = '', canGoBack = false, ...rest }: TextQuestion): Promise<string | typeof BACK> {
  const box = window.createInputBox();
  Object.assign(box, rest, { value });
  const check = (text: string): boolean => {
    box.validationMessage = problem(text);
    return box.validationMessage === undefined;
  };
  return await answerOf<string>(box, canGoBack, (resolve) => [
    box.onDidChangeValue((text) => check(text.trim())), // not before something is typed
    box.onDidAccept(() => check(box.value.trim()) && resolve(box.value.trim())),
  ]);
}

/** One of several rows; otherwise as {@link askText}. */
export async function askChoice<T extends QuickPickItem>(question: ChoiceQuestion<T>): Promise<T | typeof BACK> {
  const { title, placeHolder, rows, canGoBack = false, isChoice = () => true, onButton } = question;
  const pick = window.createQuickPick<T>();
  Object.assign(pick, { title, placeholder: placeHolder, items: rows, matchOnDescription: true, matchOnDetail: true });
  return await answerOf<T>(pick, canGoBack, (resolve) => [
    pick.onDidAccept(() => {
      const [row] = pick.selectedItems;
      if (row !== undefined && isChoice(row)) {
        resolve(row);
      }
    }),
    pick.onDidTriggerItemButton(({ item }) => {
      void onButton?.(item).then((left) => (pick.items = left));
    }),
  ]);
}

/** Shows it until it is answered or left. */
async function answerOf<T>(
  input: QuickInput & { buttons: readonly QuickInputButton[]; onDidTriggerButton: (listener: (button: QuickInputButton) => void) => Disposable },
  canGoBack: boolean,
  listen: (resolve: (answer: T) => void) => Disposable[],
): Promise<T | typeof BACK> {
  input.ignoreFocusOut = true;
  input.buttons = canGoBack ? [QuickInputButtons.Back] : [];
  const listeners: Disposable[] = [];
  try {
    return await new Promise<T | typeof BACK>((resolve, reject) => {
      listeners.push(
        ...listen(resolve),
        input.onDidTriggerButton((button) => button === QuickInputButtons.Back && resolve(BACK)),
        input.onDidHide(() => reject(new CancellationError())),
      );
      input.show();
    });
  } finally {
    listeners.forEach((listener) => listener.dispose());
    input.dispose();
  }
}
